import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { POST as send } from '@/app/api/chat/route'
import type { Actor } from '@/server/auth/actor'
import { stop } from '@/server/chat/stop'
import { startTurn } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import { db } from '@/server/database'
import { embedFor } from '@/server/models/embedFor'
import * as registered from '@/server/models/registry/models'
import { ask, question, untilWritten } from '@/server/testing/chat'
import { createAssistant } from '@/server/testing/assistants'
import { addReadyDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { post, signIn } from '@/server/testing/requests'
import { accountOf } from '@/server/usage/account'
import { adding, ledgerDifference } from '@/server/usage/ledger'
import { report } from '@/server/usage/report'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => {
  process.env.AGENT_MODULES = 'docs/examples/echoAgent.mjs'
  process.env.STREAMS_PER_USER = '50'
  return (await import('@/server/testing/fakeProvider')).useFakeProvider({ embedding: 'fake-embedding' })
})

/** Its words cost a thousandth of a dollar each, and it says a hundred of them at most. */
const priced = { providerId: 'openai', kind: 'chat', contextTokens: 5_000, maxOutputTokens: 100, inputUsdPerMillion: 0, outputUsdPerMillion: 1_000, canSee: false } as const
const worstMicros = 100_000

beforeAll(async () => {
  const admin = await createPerson(undefined, 'admin')
  await registered.add(admin, ['fake-chat', 'fake-slow', 'fake-500'].map((name) => ({ ...priced, name, label: name })))
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

let person: Actor
async function withBalance(micros: number): Promise<void> {
  await db.$transaction([db.user.update({ where: { id: person.userId }, data: { isUnlimited: false } }), ...adding(person.userId, micros, 'topUp')])
}
beforeEach(async () => {
  person = await createPerson()
})

const calls = () => provider.requests.filter(({ path }) => path === '/v1/chat/completions').length
const state = async () => {
  const { availableMicros, reservedMicros } = await accountOf(person.userId)
  return [Number(availableMicros), Number(reservedMicros)]
}

test('of twenty questions at once on a balance for three, three are answered and paid by their tokens; the others are refused before any call (C55, C56)', async () => {
  await withBalance(3 * worstMicros + 1)
  const cookie = await signIn(person)
  const before = calls()
  const responses = await Promise.all(Array.from({ length: 20 }, () => send(post('/api/chat', cookie, question('Hello', { modelId: 'openai/fake-chat' })), { params: Promise.resolve({}) })))
  const texts = await Promise.all(responses.map((response) => response.text()))
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(3)
  expect(responses.filter(({ status }) => status === 402)).toHaveLength(17)
  expect(texts.find((text) => text.includes('payment_required'))).toContain('Your balance is not sufficient for this; ask an administrator to top it up')
  expect(calls() - before).toBe(3)
  expect(await db.conversation.count({ where: { ownerId: person.userId } })).toBe(3)
  const written = await db.message.findMany({ where: { ownerId: person.userId, role: 'assistant' }, select: { outputTokens: true, costMicros: true } })
  expect(written.map(({ costMicros }) => costMicros)).toEqual(written.map(({ outputTokens }) => (outputTokens ?? 0) * 1_000))
  const spent = written.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0)
  expect(spent).toBeGreaterThan(0)
  expect(await state()).toEqual([3 * worstMicros + 1 - spent, 0])
  expect(await ledgerDifference()).toBe(0)
})

test('S3-18 C55 who stops an answer pays what it said; who gets none pays nothing (C55)', async () => {
  await withBalance(2 * worstMicros)
  const answerId = await startTurn(person, question('Count', { modelId: 'openai/fake-slow' }))
  await untilWritten(person, answerId, 6)
  expect((await state())[1]).toBe(worstMicros)
  await stop(person, answerId)
  const { costMicros, status } = await answers.get(person, answerId)
  expect(status).toBe('stopped')
  expect(costMicros).toBeGreaterThan(0)
  expect(await state()).toEqual([2 * worstMicros - (costMicros ?? 0), 0])
  expect(await ask(person, 'Fail', { modelId: 'openai/fake-500' })).toMatchObject({ status: 'failed' })
  expect(await state()).toEqual([2 * worstMicros - (costMicros ?? 0), 0])
  expect(await ledgerDifference()).toBe(0)
})

test('a question that waits is held for when it is asked, and fails when there is nothing left', async () => {
  await withBalance(worstMicros)
  const first = await startTurn(person, question('Count', { modelId: 'openai/fake-slow' }))
  await untilWritten(person, first, 2)
  const { conversationId } = await answers.get(person, first)
  await expect(startTurn(person, question('Next', { conversationId, modelId: 'openai/fake-chat' }))).rejects.toMatchObject({ kind: 'payment_required' })
  const free = await startTurn(person, question('Next', { conversationId, modelId: 'openai/fake-held' }))
  expect(await answers.get(person, free)).toMatchObject({ status: 'queued' })
  await stop(person, first)
  await untilWritten(person, free, 2)
  expect((await state())[1]).toBe(0)
  await stop(person, free)
})

test('C55 embeddings, agents and calls of those who spend without a limit are in the books too', async () => {
  const base = await createBase(person)
  await addReadyDocument(person, base, 'The otter eats fish every day.')
  await ask(person, 'What does the otter eat?', { modelId: 'openai/fake-chat', knowledgeBaseIds: [base] })
  const assistantId = await createAssistant(person, { agent: { kind: 'module', name: 'echoAgent' } })
  expect(await ask(person, 'Hello', { modelId: 'builtin/extractive', assistantId })).toMatchObject({ costMicros: 100 })
  const { kinds, total } = await report(1, person.userId)
  expect(kinds.map(({ usage }) => usage).toSorted()).toEqual(['agent', 'answer', 'embedding'])
  expect(kinds.find(({ usage }) => usage === 'agent')).toMatchObject({ calls: 1, costMicros: 100 })
  expect(total.costMicros).toBeGreaterThan(100)
  expect(await state()).toEqual([0, 0])
  expect(await ledgerDifference()).toBe(0)
})

test('of many texts those are paid that were embedded before who asked left', async () => {
  const left = new AbortController()
  const asked = () => provider.requests.filter(({ path }) => path === '/v1/embeddings').length
  const before = asked()
  provider.holdEmbeddings(2)
  const texts = Array.from({ length: 100 }, (_, at) => `The otter number ${at}`)
  const embedding = embedFor({ userId: person.userId }, 'openai/fake-embedding', texts, left.signal)
  await vi.waitFor(() => expect(asked()).toBe(before + 1))
  provider.release()
  await vi.waitFor(() => expect(asked()).toBe(before + 2))
  left.abort()
  await expect(embedding).rejects.toThrow()
  provider.release()
  const { kinds } = await report(1, person.userId)
  expect(kinds).toMatchObject([{ usage: 'embedding', calls: 1, inputTokens: expect.any(Number) }])
  expect(kinds[0]?.inputTokens).toBeGreaterThan(0)
  expect(await ledgerDifference()).toBe(0)
})
