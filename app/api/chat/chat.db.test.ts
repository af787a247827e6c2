import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { GET } from '@/app/api/chat/[id]/stream/route'
import { POST } from '@/app/api/chat/route'
import type { Actor } from '@/server/auth/actor'
import { type TurnEvent, turnEventSchema } from '@/server/chat/schema'
import * as answers from '@/server/conversations/answers'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { ask, question, textOf } from '@/server/testing/chat'
import { createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { post, request, signIn } from '@/server/testing/requests'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
afterAll(() => provider.close())

const none = { params: Promise.resolve({}) }
const send = (body: unknown, by: string | null) => POST(post('/api/chat', by, body), none)
const follow = (id: string, by: string | null, lastEventId?: string) =>
  GET(request(`/api/chat/${id}/stream`, by, lastEventId === undefined ? {} : { headers: { 'last-event-id': lastEventId } }), { params: Promise.resolve({ id }) })

/** The events of a stream with their ids; pings are left out. */
async function eventsIn(response: Response): Promise<{ id: string; event: TurnEvent }[]> {
  const blocks = (await response.text()).split('\n\n').filter((block) => block.startsWith('id: '))
  return blocks.map((block) => {
    const [, id = '', data = ''] = /^id: ([^\n]*)\ndata: ([^\n]*)$/.exec(block) ?? []
    return { id, event: turnEventSchema.parse(JSON.parse(data)) }
  })
}

let person: Actor
let cookie: string
let stranger: string
beforeEach(async () => {
  person = await createPerson()
  cookie = await signIn(person)
  stranger = await signIn(await createPerson())
})

describe('sending a question', () => {
  test('C42 streams the answer as events that can be resumed anywhere', async () => {
    const response = await send(question('Hello', { modelId: 'openai/fake-slow-20' }), cookie)
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform' })
    const events = await eventsIn(response)
    const whole = textOf(events.map(({ event }) => event))
    expect(whole).toMatch(/^t0 .*t19 $/)
    const [first] = events
    const answerId = first?.event.type === 'session' ? first.event.answerId : ''
    expect((await answers.get(person, answerId)).content).toBe(whole)
    for (const [index, { id }] of events.slice(0, -1).entries()) {
      const rest = await eventsIn(await follow(answerId, cookie, id))
      const seen = events.slice(0, index + 1).map(({ event }) => event)
      expect(textOf(seen) + textOf(rest.map(({ event }) => event))).toBe(whole)
      expect(rest.at(-1)?.event).toMatchObject({ type: 'done', status: 'complete' })
    }
    // Who has seen the end is told to come back no more; a stranger is told nothing.
    expect((await follow(answerId, cookie, events.at(-1)?.id)).status).toBe(204)
    expect((await follow(answerId, stranger, events.at(-1)?.id)).status).toBe(404)
  })

  test('goes on when the reader hangs up, which is no failure', async () => {
    const response = await send(question('Hello', { modelId: 'openai/fake-slow-20' }), cookie)
    const reader = response.body?.getReader()
    await reader?.read()
    using told = vi.spyOn(console, 'error')
    await reader?.cancel()
    await vi.waitFor(async () => expect(await db.message.findFirst({ where: { ownerId: person.userId, role: 'assistant' } })).toMatchObject({ status: 'complete' }), { timeout: 5_000 })
    expect(told).not.toHaveBeenCalled()
  })

  test.each([
    ['no body', ''],
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no text', JSON.stringify({ ...question('x'), text: '  ' })],
    ['a text beyond the limit', JSON.stringify(question('x'.repeat(100_001)))],
    ['an unknown field', JSON.stringify({ ...question('x'), ownerId: newId() })],
    ['an operator for an id', JSON.stringify({ ...question('x'), requestId: { not: null } })],
    ['a model that is not offered', JSON.stringify(question('x', { modelId: 'openai/nothing' }))],
    ['a model that is none', JSON.stringify(question('x', { modelId: '../../etc' }))],
    ['ten thousand brackets', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ])('with %s is refused as a mistake, in JSON and before any stream', async (_name, body) => {
    const asked = provider.requests.length
    const response = await POST(request('/api/chat', cookie, { method: 'POST', headers: { 'content-type': 'application/json' }, body }), none)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { kind: 'invalid', message: expect.any(String) } })
    expect(await db.message.count({ where: { ownerId: person.userId } })).toBe(0)
    expect(provider.requests.filter(({ path }, index) => index >= asked && path !== '/v1/models')).toEqual([])
  })

  test('of four megabytes is refused without being read whole', async () => {
    const state = { sent: 0 }
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        state.sent += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(0x20))
      },
    })
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' }
    expect((await POST(request('/api/chat', cookie, init), none)).status).toBe(413)
    expect(state.sent).toBeLessThan(4_000_000)
  })

  test('with NUL keeps what can be kept', async () => {
    const response = await send(question('a\0b'), cookie)
    expect(response.status).toBe(200)
    expect(textOf((await eventsIn(response)).map(({ event }) => event))).toBe('You asked: ab (2 messages)')
  })

  test('by nobody is refused, and asks no provider', async () => {
    const asked = provider.requests.length
    const response = await send(question('Hello'), null)
    expect(response.status).toBe(401)
    expect(provider.requests.length).toBe(asked)
  })
})

describe('what belongs to somebody else', () => {
  test('C08 is not continued, retried, searched or read, in the words for what never was', async () => {
    const { id, conversationId, parentId } = await ask(person, 'Mine')
    const base = await createBase(person)
    const asked = provider.requests.length
    const pairs = [
      [await send(question('x', { conversationId }), stranger), await send(question('x', { conversationId: newId() }), stranger)],
      [await send({ retryOf: id, modelId: null }, stranger), await send({ retryOf: newId(), modelId: null }, stranger)],
      [await send(question('x', { knowledgeBaseIds: [base] }), stranger), await send(question('x', { knowledgeBaseIds: [newId()] }), stranger)],
      [await follow(id, stranger), await follow(newId(), stranger)],
      [await follow(parentId ?? '', cookie), await follow('../../x', stranger)],
    ] as const
    for (const [foreign, never] of pairs) {
      expect(foreign.status).toBe(404)
      expect([never.status, await never.text(), foreign.headers.get('content-type')]).toEqual([404, await foreign.text(), never.headers.get('content-type')])
    }
    expect(provider.requests.length).toBe(asked)
    expect(await db.message.count({ where: { conversationId } })).toBe(2)
  })

  test('a request id of somebody else gives away nothing of its answer', async () => {
    const { parentId, content } = await ask(person, 'Mine')
    const response = await send(question('Mine', { requestId: parentId ?? '' }), stranger)
    expect(response.status).toBe(409)
    expect(await response.text()).not.toContain(content)
  })

  test('a live stream is closed to strangers and to nobody', async () => {
    const response = await send(question('Hello', { modelId: 'openai/fake-slow-20' }), cookie)
    const { id } = await db.message.findFirstOrThrow({ where: { ownerId: person.userId, role: 'assistant' } })
    expect((await follow(id, stranger)).status).toBe(404)
    expect((await follow(id, null)).status).toBe(401)
    await response.text()
  })
})

describe('another site', () => {
  const answerTo = async (headers: Record<string, string>): Promise<number> => {
    const plain = new Request('http://localhost:3000/api/chat', { method: 'POST', headers: { host: 'localhost:3000', cookie, ...headers }, body: JSON.stringify(question('Hello')) })
    const response = await POST(plain, none)
    await response.text()
    return response.status
  }

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }],
    [{ origin: 'http://evil.example' }],
    [{ origin: 'http://localhost:3000.evil.example' }],
    [{ origin: 'http://localhost:3001' }],
    [{ origin: 'null' }],
    [{ origin: 'not an address' }],
  ])('cannot send with our cookie: %j', async (headers) => {
    expect(await answerTo({ 'content-type': 'text/plain', ...headers })).toBe(403)
    expect(await db.message.count({ where: { ownerId: person.userId } })).toBe(0)
  })

  test.each([[{ 'sec-fetch-site': 'same-origin' }], [{ 'sec-fetch-site': 'none' }], [{ origin: 'http://localhost:3000' }], [{}]])('the own one can: %j', async (headers) => {
    expect(await answerTo(headers)).toBe(200)
  })
})
