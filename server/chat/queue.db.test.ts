import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { sendNow, stop } from '@/server/chat/stop'
import { sweepAnswers } from '@/server/chat/sweepAnswers'
import { startTurn } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import * as queue from '@/server/conversations/queue'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { ask, eventsOf, question, textOf, untilWritten } from '@/server/testing/chat'
import { createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
afterAll(() => provider.close())

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

/** An answer that has begun and goes on when the test says so. */
async function heldAnswer(model = 'fake-held'): Promise<{ answerId: string; conversationId: string }> {
  const answerId = await startTurn(person, question('First', { modelId: `openai/${model}` }))
  await untilWritten(person, answerId, 10)
  return { answerId, conversationId: (await answers.get(person, answerId)).conversationId }
}

const shown = async (conversationId: string) => (await conversations.get(person, conversationId)).messages.map(({ role, content, status }) => (role === 'user' ? content : status))
const waiting = async (conversationId: string) => (await queue.pulse(person, conversationId)).queued.map(({ text }) => text)
/** As a killed process leaves an answer; whatever still writes it here finds that it is not its own. */
const abandon = (answerId: string) => db.message.update({ where: { id: answerId }, data: { status: 'streaming', worker: newId(), leaseUntil: new Date(Date.now() - 1) } })

describe('a question that is sent while an answer is written', () => {
  test.each([
    ['complete', 'fake-held', () => provider.release()],
    ['failed', 'fake-held-error', () => provider.release()],
    ['stopped', 'fake-held', (answerId: string) => stop(person, answerId)],
    ['interrupted', 'fake-held', (answerId: string) => abandon(answerId).then(sweepAnswers)],
  ])('waits, and is answered when that one is %s', async (status, model, end) => {
    const { answerId, conversationId } = await heldAnswer(model)
    const next = await startTurn(person, question('Second', { conversationId }))
    expect(await shown(conversationId)).toEqual(['First', expect.stringMatching(/pending|streaming/)])
    expect(await waiting(conversationId)).toEqual(['Second'])
    await end(answerId)
    const events = await eventsOf(person, next)
    expect(events.at(-1)).toMatchObject({ type: 'done', status: 'complete' })
    expect(textOf(events)).toContain('Second')
    expect(await shown(conversationId)).toEqual(['First', status, 'Second', 'complete'])
    expect((await conversations.get(person, conversationId)).messages.map(({ seq }) => seq)).toEqual([1, 2, 5, 6])
    expect(await queue.pulse(person, conversationId)).toMatchObject({ isAnswering: false, queued: [] })
  })

  test('can be read from the moment it is taken: first that it waits, then its answer', async () => {
    const { conversationId } = await heldAnswer()
    const next = await startTurn(person, question('Second', { conversationId }))
    const reading = eventsOf(person, next)
    const [first] = await eventsOf(person, next, undefined, (events) => events.length > 0)
    expect(first).toMatchObject({ type: 'session', isQueued: true, answerId: next })
    provider.release()
    expect(textOf(await reading)).toContain('You asked: Second')
  })

  test('is asked of the bases that it was sent with, whatever the next one is sent with', async () => {
    const { answerId, conversationId } = await heldAnswer()
    const [tides, harbours] = [await createBase(person, 'Tides'), await createBase(person, 'Harbours')]
    const second = await startTurn(person, question('Second', { conversationId, knowledgeBaseIds: [tides] }))
    const third = await startTurn(person, question('Third', { conversationId, knowledgeBaseIds: [harbours] }))
    expect((await conversations.get(person, conversationId)).knowledgeBaseIds).toEqual([])
    await stop(person, answerId)
    for (const [id, name] of [[second, 'Tides'], [third, 'Harbours']] as const) {
      await eventsOf(person, id)
      expect((await answers.get(person, id)).activity?.searched).toEqual([name])
    }
    expect((await conversations.get(person, conversationId)).knowledgeBaseIds).toEqual([harbours])
  })

  test('is asked with what was said before it, and others in their order', async () => {
    const { conversationId } = await heldAnswer()
    const ids = []
    for (const text of ['Second', 'Third', 'Fourth']) ids.push(await startTurn(person, question(text, { conversationId })))
    expect(await waiting(conversationId)).toEqual(['Second', 'Third', 'Fourth'])
    provider.release()
    await eventsOf(person, ids.at(-1) ?? '')
    expect(await shown(conversationId)).toEqual(['First', 'complete', 'Second', 'complete', 'Third', 'complete', 'Fourth', 'complete'])
    expect((await answers.get(person, ids.at(-1) ?? '')).content).toContain('(8 messages)')
  })

  test('sent twice waits once', async () => {
    const { conversationId } = await heldAnswer()
    const request = question('Second', { conversationId })
    const ids = await Promise.all(Array.from({ length: 5 }, () => startTurn(person, request)))
    expect(new Set(ids).size).toBe(1)
    expect(await waiting(conversationId)).toEqual(['Second'])
    provider.release()
  })

  test('of six at once one is asked and the others wait', async () => {
    const { conversationId } = await ask(person, 'First')
    const ids = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((text) => startTurn(person, question(text, { conversationId, modelId: 'openai/fake-held' }))))
    expect(new Set(ids).size).toBe(6)
    expect(await db.message.count({ where: { conversationId, status: { in: ['pending', 'streaming'] } } })).toBe(1)
    expect(await waiting(conversationId)).toHaveLength(5)
    await conversations.remove(person, conversationId)
  })

  test('is refused when ten wait already, and nothing is lost', async () => {
    const { conversationId } = await heldAnswer()
    for (let number = 0; number < 10; number += 1) await startTurn(person, question(`Question ${number}`, { conversationId }))
    await expect(startTurn(person, question('One more', { conversationId }))).rejects.toMatchObject({ kind: 'conflict', message: '10 questions are waiting already; delete one of them, or wait until one is answered' })
    expect(await waiting(conversationId)).toHaveLength(10)
    await conversations.remove(person, conversationId)
  })

  test('whose model is gone fails by itself and holds nothing up', async () => {
    const { conversationId } = await heldAnswer()
    const gone = await startTurn(person, question('Second', { conversationId }))
    await db.message.update({ where: { id: gone }, data: { modelId: 'openai/gone' } })
    const next = await startTurn(person, question('Third', { conversationId }))
    provider.release()
    await eventsOf(person, next)
    expect(await shown(conversationId)).toEqual(['First', 'complete', 'Second', 'failed', 'Third', 'complete'])
    expect((await answers.get(person, gone)).errorText).toBe('The model openai/gone is not available; choose another one')
  })

  test('is begun once, however many processes look', async () => {
    const { answerId, conversationId } = await heldAnswer()
    await startTurn(person, question('Second', { conversationId, modelId: 'openai/fake-held' }))
    await db.message.update({ where: { id: answerId }, data: { status: 'interrupted', worker: null, leaseUntil: null } })
    expect(await queue.waitingConversations()).toContain(conversationId)
    const lease = { worker: newId(), leaseUntil: new Date(Date.now() + 60_000) }
    const opened = await Promise.all(Array.from({ length: 8 }, () => queue.openNext(conversationId, lease)))
    expect(opened.filter((turn) => turn !== null)).toHaveLength(1)
    expect(await queue.waitingConversations()).not.toContain(conversationId)
    await conversations.remove(person, conversationId)
  })
})

describe('the queue', () => {
  test('can be edited until the question is asked', async () => {
    const { conversationId } = await heldAnswer()
    const next = await startTurn(person, question('Secnod', { conversationId }))
    await queue.edit(person, next, 'Second')
    expect(await waiting(conversationId)).toEqual(['Second'])
    provider.release()
    expect(textOf(await eventsOf(person, next))).toContain('You asked: Second')
    await expect(queue.edit(person, next, 'Third')).rejects.toMatchObject({ kind: 'conflict' })
    await expect(queue.remove(person, next)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('loses what is deleted from it and nothing else', async () => {
    const { conversationId } = await heldAnswer()
    const second = await startTurn(person, question('Second', { conversationId }))
    const third = await startTurn(person, question('Third', { conversationId }))
    await queue.remove(person, second)
    provider.release()
    await eventsOf(person, third)
    expect(await shown(conversationId)).toEqual(['First', 'complete', 'Third', 'complete'])
  })

  test('gives way to a question that is sent now: the running answer is stopped and keeps its text', async () => {
    const { answerId, conversationId } = await heldAnswer()
    const second = await startTurn(person, question('Second', { conversationId }))
    const third = await startTurn(person, question('Third', { conversationId }))
    await sendNow(person, third)
    await eventsOf(person, second)
    expect(await shown(conversationId)).toEqual(['First', 'stopped', 'Third', 'complete', 'Second', 'complete'])
    expect((await answers.get(person, answerId)).content).toBe('t0 t1 t2 t3 t4 ')
  })

  test('is nobody else’s', async () => {
    const { conversationId } = await heldAnswer()
    const next = await startTurn(person, question('Second', { conversationId }))
    const stranger = await createPerson()
    for (const act of [() => queue.edit(stranger, next, 'Stolen'), () => queue.remove(stranger, next), () => sendNow(stranger, next), () => queue.pulse(stranger, conversationId)]) {
      await expect(act()).rejects.toMatchObject({ kind: 'not_found' })
    }
    expect(await waiting(conversationId)).toEqual(['Second'])
    provider.release()
    await eventsOf(person, next)
  })
})
