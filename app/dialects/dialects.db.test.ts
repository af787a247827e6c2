import { afterAll, describe, expect, test, vi } from 'vitest'
import { startDialectServer } from '@/server/testing/dialectServer'
import { createPerson } from '@/server/testing/people'
import { signIn } from '@/server/testing/requests'

vi.hoisted(() => {
  process.env.CORS_ORIGINS = 'https://app.example.com'
  process.env.DIALECTS = 'rag-chat, llm-backend, llama-chatbot, ragflow'
})

const server = await startDialectServer()
afterAll(() => server.close())
const ask = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init)

describe('a dialect', () => {
  test('S2-22 C119 X37 tells its health to everybody, and with a slash at the end too', async () => {
    for (const path of ['/health', '/health/']) {
      const response = await ask(path)
      expect([response.status, await response.json()]).toEqual([200, { status: 'healthy', version: expect.stringMatching(/^\d/) }])
    }
  })

  test.each([
    ['/api/conversations/nothing/here', 'application/json', '{"error":"There is no /api/conversations/nothing/here"}'],
    ['/chats/nothing/here', 'text/plain;charset=utf-8', 'There is no /chats/nothing/here'],
    ['/documents/nothing/here/at/all', 'application/json', '{"detail":"There is no /documents/nothing/here/at/all"}'],
    ['/api/v1/nothing', 'application/json', '{"code":102,"message":"There is no /api/v1/nothing"}'],
  ])('C118 says of %s in its own body that it is not there', async (path, type, body) => {
    const response = await ask(path)
    expect([response.status, response.headers.get('content-type')?.replace('; ', ';'), await response.text()]).toEqual([404, type, body])
  })

  test('says which methods a path takes', async () => {
    const response = await ask('/health', { method: 'POST' })
    expect([response.status, response.headers.get('allow'), await response.json()]).toEqual([405, 'GET', { detail: '/health does not take POST; it takes GET' }])
  })

  test('that is switched off is not there', async () => {
    const response = await ask('/upload', { method: 'POST' })
    expect([response.status, await response.json()]).toEqual([404, { error: { kind: 'not_found', message: 'There is nothing here' } }])
  })
})

describe('S0-08 S2-06 C120 pages of other sites', () => {
  test('that are named may ask, and send their cookie', async () => {
    const preflight = await ask('/health', { method: 'OPTIONS', headers: { origin: 'https://app.example.com', 'access-control-request-method': 'POST' } })
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': 'https://app.example.com',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': expect.stringContaining('authorization'),
      'access-control-allow-methods': expect.stringContaining('DELETE'),
      vary: 'Origin',
    })
    const response = await ask('/health', { headers: { origin: 'https://app.example.com', 'sec-fetch-site': 'cross-site', cookie: await signIn(await createPerson()) } })
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, 'https://app.example.com'])
  })

  test('that are not named may not, and a question that is asked by GET is refused with their cookie', async () => {
    const preflight = await ask('/health', { method: 'OPTIONS', headers: { origin: 'https://evil.example.com' } })
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    const response = await ask('/api/conversations/list', { headers: { 'sec-fetch-site': 'cross-site', cookie: await signIn(await createPerson()) } })
    expect([response.status, await response.json()]).toEqual([403, { error: 'This request comes from another site' }])
  })
})
