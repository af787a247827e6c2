import { afterEach, expect, test } from 'vitest'
import type { RequestListener } from 'node:http'
import { ParleyClient, type TurnEvent } from './src/index.js'
import { startWebServer, type WebServer } from '@/server/testing/webServer'

let server: WebServer | undefined
afterEach(() => server?.close())

/** A client of a server that answers its requests one after the other. */
async function clientOf(answers: RequestListener[], options: { tokens?: { accessToken: string; refreshToken: string }; onTokens?: (tokens: { accessToken: string }) => void } = {}) {
  server = await startWebServer((request, response) => (answers.shift() ?? ((_request, last) => last.writeHead(500).end()))(request, response))
  return { client: new ParleyClient({ baseUrl: `http://127.0.0.1:${server.port}/`, token: 'sk-key', pauseMs: 1, ...options }), server }
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

const hangUp: RequestListener = (request) => request.socket.destroy()
const refusal = (kind: string) => ({ error: { kind, message: 'No' } })

test('what the server was too busy for is sent again after the time that it names', async () => {
  const { client, server: { requests } } = await clientOf([json(429, refusal('rate_limited'), { 'retry-after': '0' }), json(503, refusal('unavailable')), hangUp, json(200, { id: 'x' })])
  expect(await client.getSessionDetails('x')).toEqual({ id: 'x' })
  expect(requests.map(({ url, headers }) => [url, headers.authorization])).toEqual(Array.from({ length: 4 }, () => ['/api/rest/conversations/x', 'Bearer sk-key']))
})

test('it gives up after some tries, and at once where trying again could do something twice', async () => {
  const { client, server: { requests } } = await clientOf([...Array.from({ length: 4 }, () => json(503, refusal('unavailable'))), hangUp, json(502, refusal('upstream_failed'))])
  await expect(client.getSessions()).rejects.toMatchObject({ name: 'ParleyError', kind: 'unavailable', status: 503, message: 'No' })
  expect(requests).toHaveLength(4)
  await expect(client.deleteSession('x')).rejects.toMatchObject({ kind: 'unreachable' })
  await expect(client.deleteSession('x')).rejects.toMatchObject({ kind: 'upstream_failed' })
  expect(requests).toHaveLength(6)
})

test('a token that is over is changed once, however many requests find out', async () => {
  const kept: string[] = []
  const pair = { accessToken: 'new', refreshToken: 'r2' }
  const answer: RequestListener = (request, response) => {
    if (request.url === '/api/rest/auth/refresh') return json(200, pair)(request, response)
    return request.headers.authorization === 'Bearer new' ? json(200, { items: [], nextCursor: null })(request, response) : json(401, refusal('unauthenticated'))(request, response)
  }
  const { client, server: { requests } } = await clientOf(Array.from({ length: 12 }, () => answer), { tokens: { accessToken: 'old', refreshToken: 'r1' }, onTokens: ({ accessToken }) => kept.push(accessToken) })
  expect(await Promise.all([client.getSessions(), client.getSessions(), client.getSessions()])).toEqual([[], [], []])
  expect(requests.filter(({ url }) => url === '/api/rest/auth/refresh')).toHaveLength(1)
  expect(kept).toEqual(['new'])
})

test('an answer whose connection is lost goes on where it broke off', async () => {
  const session = { type: 'session', conversationId: 'c', title: '', questionId: 'q', answerId: 'a', modelId: 'm', isQueued: false }
  const delta = (text: string) => ({ type: 'delta', text })
  const events =
    (list: [string, unknown][], isCut: boolean): RequestListener =>
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`: ping\n\n${list.map(([id, event]) => `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`).join('')}`, () => (isCut ? response.destroy() : response.end()))
    }
  const done = { type: 'done', status: 'complete', title: '', support: null }
  const { client, server: { requests } } = await clientOf([
    events([['0-0', session], ['5-0', delta('Hello')]], true),
    hangUp,
    events([['5-0', session], ['11-0', delta(' there')], ['11-0', { type: 'unheard of' }]], true),
    events([['11-0', session], ['11-0-end', done]], false),
  ])
  const seen: TurnEvent[] = []
  const answer = await client.sendMessage({ message: 'Hi', datasetId: 'b' })
  for await (const event of answer) seen.push(event)
  expect([answer.id, answer.conversationId]).toEqual(['a', 'c'])
  expect(seen).toEqual([session, delta('Hello'), delta(' there'), done])
  expect(requests.map(({ url, headers }) => [url, headers['last-event-id']])).toEqual([['/api/rest/messages', undefined], ...['5-0', '5-0', '11-0'].map((place) => ['/api/rest/messages/a/events', place])])
})
