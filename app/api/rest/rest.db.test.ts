import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { DELETE, GET, PATCH, POST, PUT } from '@/app/api/rest/[...path]/route'
import type { Actor } from '@/server/auth/actor'
import * as keys from '@/server/auth/keys'
import type { Scope } from '@/server/auth/schema'
import { turnEventSchema } from '@/server/chat/schema'
import { newId } from '@/server/ids'
import { createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { formOf } from '@/server/testing/uploads'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
afterAll(() => provider.close())

const methods = { GET, POST, PUT, PATCH, DELETE }

/** A request as a program makes it. */
async function call(key: string | null, method: keyof typeof methods, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const isBytes = body instanceof Uint8Array
  const sent = isBytes ? Buffer.from(body) : body === undefined ? null : JSON.stringify(body)
  const request = new Request(`http://localhost:3000/api/rest${path}`, {
    method,
    headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...(sent === null || isBytes ? {} : { 'content-type': 'application/json' }), ...headers },
    body: sent,
  })
  const response = await methods[method](request, { params: Promise.resolve({ path: new URL(request.url).pathname.split('/').slice(3) }) })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: (): unknown => JSON.parse(text) }
}

let person: Actor
const keyOf = async (...scopes: Scope[]): Promise<string> => (await keys.create(person, { name: 'test', scopes, expiresAt: null })).secret
let key: string
beforeEach(async () => {
  person = await createPerson()
  key = await keyOf('chat', 'knowledge:read', 'knowledge:write')
})

const idSchema = z.object({ id: z.uuid() })

test('a record is made, read, changed and deleted by the verbs of HTTP', async () => {
  const made = await call(key, 'POST', '/folders', { name: 'Trips' })
  expect(made.status).toBe(201)
  const { id } = idSchema.parse(made.json())
  expect((await call(key, 'PATCH', `/folders/${id}`, { name: 'Journeys' })).status).toBe(204)
  expect((await call(key, 'GET', '/folders')).json()).toMatchObject([{ id, name: 'Journeys' }])
  expect((await call(key, 'DELETE', `/folders/${id}`)).status).toBe(204)
  const gone = await call(key, 'DELETE', `/folders/${id}`)
  expect([gone.status, gone.json()]).toEqual([404, { error: { kind: 'not_found', message: 'This folder does not exist' } }])
})

test('what is wrong is named, in one shape', async () => {
  const base = await createBase(person)
  const cases = [
    [await call(key, 'GET', `/knowledge-bases/${base}/documents?limit=9000`), 400, 'limit'],
    [await call(key, 'GET', `/knowledge-bases/${base}/documents?nothing=1`), 400, 'nothing'],
    [await call(key, 'POST', '/folders', []), 400, 'Send a JSON object as the body'],
    [await call(key, 'PATCH', `/folders/${base}`, { id: base, name: 'x' }), 400, 'the path says it already'],
    [await call(key, 'GET', '/nothing/here'), 404, 'openapi.json'],
    [await call(key, 'PUT', '/folders', {}), 405, 'Only GET, POST'],
    [await call(null, 'GET', '/folders'), 401, 'Sign in first'],
    [await call('sk-wrong', 'GET', '/folders'), 401, 'Sign in first'],
    [await call(await keyOf('models'), 'GET', '/folders'), 403, 'lacks the scope chat'],
    [await call(await keyOf('knowledge:read'), 'POST', '/knowledge-bases', { name: 'x' }), 403, 'lacks the scope knowledge:write'],
    [await call(await keyOf('models'), 'POST', '/messages', { text: 'Hello' }), 403, 'lacks the scope chat'],
    [await call(key, 'GET', '/keys'), 403, 'cannot be done with an API key'],
    [await call(key, 'POST', '/folders', { name: 'x'.repeat(3_000_000) }), 413, '2 MB'],
  ] as const
  for (const [{ status, text }, expected, words] of cases) {
    expect([status, text]).toEqual([expected, expect.stringContaining(words)])
    expect(JSON.parse(text)).toEqual({ error: { kind: expect.any(String), message: expect.any(String) } })
  }
})

test('C46 C48 a question is answered at once, or streamed, followed and stopped', async () => {
  const whole = await call(key, 'POST', '/messages', { text: 'Hello', modelId: 'openai/fake-chat' })
  expect([whole.status, whole.json()]).toMatchObject([200, { role: 'assistant', status: 'complete', content: 'You asked: Hello (2 messages)' }])
  const { id } = idSchema.parse(whole.json())
  expect((await call(key, 'GET', `/messages/${id}`)).json()).toEqual(whole.json())

  const requestId = newId()
  const streamed = await call(key, 'POST', '/messages', { text: 'Again', modelId: 'openai/fake-chat', requestId, stream: true })
  expect(streamed.headers.get('content-type')).toMatch('text/event-stream')
  const events = streamed.text.split('\n\n').flatMap((block) => {
    const [, place, data] = /^id: (.*)\ndata: (.*)$/.exec(block) ?? []
    return data === undefined ? [] : [{ place, event: turnEventSchema.parse(JSON.parse(data)) }]
  })
  expect(events.map(({ event }) => event.type)).toEqual(expect.arrayContaining(['session', 'delta', 'done']))
  const session = events.flatMap(({ event }) => (event.type === 'session' ? [event] : []))[0]
  // The same request is the same question, and a reader that has seen the end is told so.
  expect(idSchema.parse((await call(key, 'POST', '/messages', { text: 'Again', modelId: 'openai/fake-chat', requestId })).json()).id).toBe(session?.answerId)
  expect((await call(key, 'GET', `/messages/${session?.answerId}/events`, undefined, { 'last-event-id': events.at(-1)?.place ?? '' })).status).toBe(204)

  const slow = call(key, 'POST', '/messages', { text: 'Slowly', conversationId: session?.conversationId, modelId: 'openai/fake-slow-200' })
  const pulse = (): Promise<unknown> => call(key, 'GET', `/conversations/${session?.conversationId}`).then(({ json }) => json())
  await vi.waitFor(async () => expect(await pulse()).toMatchObject({ messages: expect.arrayContaining([expect.objectContaining({ status: 'streaming' })]) }), { timeout: 5_000 })
  const { messages } = z.object({ messages: z.array(z.object({ id: z.string(), status: z.string() })) }).parse(await pulse())
  const running = messages.find(({ status }) => status === 'streaming')
  expect((await call(key, 'POST', `/messages/${running?.id}/stop`)).status).toBe(204)
  expect((await slow).json()).toMatchObject({ id: running?.id, status: 'stopped' })
})

test('files go up and come down, byte for byte', async () => {
  const base = await createBase(person)
  const content = 'Thirty days.\r\nOf holiday.'
  const uploaded = await call(key, 'POST', `/files?knowledgeBaseId=${base}`, formOf([{ name: 'handbook.txt', content }]), { 'content-type': 'multipart/form-data; boundary=the-boundary-of-the-tests' })
  expect([uploaded.status, uploaded.json()]).toMatchObject([201, { documents: [{ name: 'handbook.txt', state: 'queued' }] }])
  const { documents } = z.object({ documents: z.array(idSchema) }).parse(uploaded.json())
  const path = `/documents/${documents[0]?.id}/file`
  expect((await call(key, 'GET', path)).text).toBe(content)
  const part = await call(key, 'GET', path, undefined, { range: 'bytes=0-5' })
  expect([part.status, part.text]).toEqual([206, 'Thirty'])
  expect((await call(await keyOf('chat'), 'GET', path)).status).toBe(403)
})

test('who signs in gets a token, changes it into the next, and signs out', async () => {
  const credentials = { username: `person-${newId()}`, password: 'long enough for this' }
  expect((await call(null, 'POST', '/users', credentials)).status).toBe(204)
  const tokensSchema = z.object({ accessToken: z.string(), refreshToken: z.string() })
  const first = tokensSchema.parse((await call(null, 'POST', '/auth/token', credentials)).json())
  const next = tokensSchema.parse((await call(null, 'POST', '/auth/refresh', { refreshToken: first.refreshToken })).json())
  expect((await call(next.accessToken, 'GET', '/me')).json()).toMatchObject({ username: credentials.username })
  const made = await call(next.accessToken, 'POST', '/keys', { name: 'Script', scopes: ['chat'] })
  expect([made.status, made.json()]).toMatchObject([201, { secret: expect.stringMatching(/^sk-/) }])
  expect((await call(next.accessToken, 'POST', '/auth/sign-out')).status).toBe(204)
  expect((await call(next.accessToken, 'GET', '/folders')).status).toBe(401)
})
