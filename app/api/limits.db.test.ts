import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { POST as ask } from '@/app/api/chat/route'
import { GET as query, POST as mutate } from '@/app/api/trpc/[trpc]/route'
import type { Actor } from '@/server/auth/actor'
import { stop } from '@/server/chat/stop'
import { config } from '@/server/config'
import { db, isPostgres } from '@/server/database'
import { newId } from '@/server/ids'
import { question } from '@/server/testing/chat'
import { createPerson } from '@/server/testing/people'
import { post, request, signIn } from '@/server/testing/requests'
import { limits } from '@/server/usage/limits'
import { takeSlot } from '@/server/usage/slots'

vi.hoisted(() => {
  process.env.REQUESTS_PER_MINUTE = '5'
  process.env.STREAMS_PER_USER = '2'
  process.env.STREAMS_TOTAL = '3'
  process.env.MAX_INPUT_TOKENS = '2000'
  process.env.MAX_OUTPUT_TOKENS = '50'
})
const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())

afterAll(() => provider.close())

const context = { params: Promise.resolve({}) }
let person: Actor
let cookie: string
beforeEach(async () => {
  person = await createPerson()
  cookie = await signIn(person)
})

const rename = () => mutate(post('/api/trpc/folders.create', cookie, { name: newId() }), context)
const errorSchema = z.object({ error: z.object({ message: z.string() }) })

describe('requests', () => {
  // The minute may end in the middle of it: then there is one more window.
  test('C116 that do work are counted before they do, also when they come at once; reads go on', async () => {
    const responses = await Promise.all(Array.from({ length: 30 }, rename))
    const refused = responses.filter(({ status }) => status === 429)
    expect([5, 10]).toContain(responses.filter(({ status }) => status === 200).length)
    expect(await db.folder.count({ where: { ownerId: person.userId } })).toBe(30 - refused.length)
    const [first] = refused
    const wait = Number(first?.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    expect(errorSchema.parse(await first?.json()).error.message).toBe(`You may make 5 requests in a minute; try again in ${wait} seconds`)
    expect(Object.fromEntries(['ratelimit-limit', 'ratelimit-remaining'].map((name) => [name, first?.headers.get(name)]))).toEqual({ 'ratelimit-limit': '5', 'ratelimit-remaining': '0' })
    expect((await query(request('/api/trpc/folders.list', cookie), context)).status).toBe(200)
    // Somebody else is not concerned.
    cookie = await signIn(await createPerson())
    expect((await rename()).status).toBe(200)
  })

  test('C123 have an id each, which a client cannot choose', async () => {
    const ids = (await Promise.all([rename(), rename()])).map(({ headers }) => headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(2)
    const chosen = await query(request('/api/trpc/folders.list', cookie, { headers: { 'x-request-id': 'chosen-by-client' } }), context)
    expect(chosen.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('tokens', () => {
  test('C58 a question that is too long is refused before any call, and an answer is not longer than it may be', async () => {
    const calls = () => provider.requests.filter(({ path }) => path === '/v1/chat/completions')
    const long = await ask(post('/api/chat', cookie, question('word '.repeat(3_000), { modelId: 'openai/fake-chat' })), context)
    expect(long.status).toBe(400)
    expect(errorSchema.parse(await long.json()).error.message).toMatch(/^Input token limit exceeded: \d+ tokens, and 2000 are allowed; shorten the question$/)
    expect(await db.conversation.count({ where: { ownerId: person.userId } })).toBe(0)
    expect(calls()).toEqual([])
    const short = await ask(post('/api/chat', cookie, question('Hello', { modelId: 'openai/fake-chat' })), context)
    expect(await short.text()).toContain('complete')
    expect(calls().at(-1)?.body).toMatchObject({ max_tokens: 50 })
  })
})

describe('answers that are written at once', () => {
  const send = () => ask(post('/api/chat', cookie, question('Go on', { modelId: 'openai/fake-hang' })), context)
  afterAll(() => db.message.updateMany({ where: { status: { in: ['pending', 'streaming'] } }, data: { stopRequested: true } }))

  test('C117 are as many as there are slots; a slot is free when an answer ends, and nothing of a refused question is kept', async () => {
    const responses = await Promise.all([send(), send(), send()])
    expect(responses.map(({ status }) => status).toSorted()).toEqual([200, 200, 429])
    const refused = responses.find(({ status }) => status === 429)
    expect(refused?.headers.get('retry-after')).toBe('5')
    expect(errorSchema.parse(await refused?.json()).error.message).toBe('2 answers are being written for you already; wait until one has ended, or stop one')
    expect(await db.conversation.count({ where: { ownerId: person.userId } })).toBe(2)
    const answers = await db.message.findMany({ where: { ownerId: person.userId, role: 'assistant' }, select: { id: true } })
    // Leaving does not free it, because the answer goes on; its end does.
    await responses.find(({ status }) => status === 200)?.body?.cancel()
    for (const { id } of answers) await stop(person, id)
    await vi.waitFor(async () => expect((await send()).status).toBe(200), { timeout: 10_000, interval: 200 })
  })

  test('C117 of a process that has died are free after a while; those of all together are limited too', async () => {
    if (isPostgres(config.databaseUrl)) {
      const dead = { userId: person.userId, leaseUntil: new Date(Date.now() - 1_000) }
      await db.streamSlot.createMany({ data: [{ ...dead, number: 1, id: newId() }, { ...dead, number: 2, id: newId() }] })
    }
    const many = { ...limits, streamsInAll: 0 }
    const taken = await Promise.allSettled(Array.from({ length: 20 }, () => takeSlot(person, many)))
    const slots = taken.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(slots).toHaveLength(2)
    await expect(takeSlot(await createPerson(), { ...limits, streamsInAll: 2 })).rejects.toMatchObject({ kind: 'unavailable', retryAfter: 5 })
    for (const slot of slots) slot.free()
    await vi.waitFor(async () => (await takeSlot(person, many)).free(), { timeout: 5_000, interval: 100 })
  })
})
