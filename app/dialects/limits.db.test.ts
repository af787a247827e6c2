import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { type Ask, clientOf } from '@/server/testing/dialectClient'
import { startDialectServer } from '@/server/testing/dialectServer'
import { createPerson } from '@/server/testing/people'

vi.hoisted(() => {
  process.env.REQUESTS_PER_MINUTE = '12'
  process.env.STREAMS_PER_USER = '2'
})
const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
const server = await startDialectServer()
afterAll(async () => {
  provider.release()
  await Promise.all([server.close(), provider.close()])
})

let person: Actor
let ask: Ask
beforeEach(async () => {
  person = await createPerson()
  ask = await clientOf(server.url, person)
})
beforeAll(() => vi.setConfig({ testTimeout: 60_000 }))

test.each([
  ['/api/conversations/list', z.strictObject({ error: z.string() })],
  ['/chats/', z.string()],
  ['/chat/sessions', z.strictObject({ detail: z.string() })],
  ['/api/v1/dataset', z.looseObject({ code: z.int(), message: z.string() })],
])('S2-04 S2-05 C116 C118 too many requests for %s in a minute are refused in its own words, with the seconds to wait', async (path, schema) => {
  // The minute may end in the middle of it.
  const responses = await Promise.all(Array.from({ length: 30 }, () => ask(path)))
  const refused = responses.find(({ status }) => status === 429)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  const text = (await refused?.text()) ?? ''
  expect(JSON.stringify(schema.parse(refused?.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : text))).toContain('12 requests in a minute')
  expect((await (await clientOf(server.url, await createPerson()))(path)).status).toBe(200)
})

test('S2-04 C117 streams by GET and POST of all dialects count together, and a place is free when one ends', async () => {
  const ids = [newId(), newId(), newId()]
  for (const id of ids) await db.conversation.create({ data: { id, tenantId: person.tenantId, ownerId: person.userId, title: 'Held', modelId: 'openai/fake-held' } })
  const [first = '', second = '', third = ''] = ids
  const one = await ask('/chat/send', { body: { message: 'One', session_id: first } })
  const two = await ask(`/api/chat/${second}`, { body: { message: 'Two' } })
  const [byPost, byGet] = [await ask('/chat/send', { body: { message: 'Three', session_id: third } }), await ask(`/chat/send?message=Three&session_id=${third}`)]
  expect([one.status, two.status, byPost.status, byGet.status]).toEqual([200, 200, 429, 429])
  expect(await byGet.json()).toEqual({ detail: expect.stringContaining('2') })
  await vi.waitFor(async () => {
    provider.release()
    expect((await db.message.findFirst({ where: { conversationId: second, role: 'assistant' } }))?.status).toBe('complete')
  })
  await Promise.all([one.text(), two.text()])
  const again = ask('/chat/send', { body: { message: 'Three', session_id: third } })
  await vi.waitFor(async () => {
    provider.release()
    expect(await db.message.count({ where: { conversationId: third, role: 'assistant', status: 'complete' } })).toBe(1)
  })
  expect((await again).status).toBe(200)
})
