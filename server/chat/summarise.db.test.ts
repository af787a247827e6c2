import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { startTurn } from '@/server/chat/turn'
import * as exchanges from '@/server/conversations/exchanges'
import * as conversations from '@/server/conversations/service'
import { ask, eventsOf, question } from '@/server/testing/chat'
import { chatBodySchema } from '@/server/testing/fakeProvider'
import { createPerson } from '@/server/testing/people'

const provider = await vi.hoisted(async () => {
  process.env.MAX_CHAT_HISTORY_CONTEXT = '4'
  return (await import('@/server/testing/fakeProvider')).useFakeProvider()
})
afterAll(() => provider.close())

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

/** A conversation of so many questions; each summary is waited for, as the time between two questions does. */
async function conversation(count: number): Promise<string> {
  const { conversationId } = await ask(person, 'Question 0')
  for (let number = 1; number < count; number += 1) {
    await ask(person, `Question ${number}`, { conversationId })
    await summarised(conversationId, number - 2)
  }
  return conversationId
}

/** The summary tells of the questions up to this one. */
async function summarised(conversationId: string, upTo: number): Promise<void> {
  const expected = upTo < 0 ? null : { text: expect.stringMatching(new RegExp(`Question ${upTo};$`)) }
  await vi.waitFor(async () => {
    const { summary } = await conversations.get(person, conversationId)
    expect(summary === null ? null : { text: summary.text }).toEqual(expected)
  }, { timeout: 20_000 })
}

const lastPrompt = () => provider.bodies('/v1/chat/completions', chatBodySchema).findLast(({ stream }) => stream)?.messages ?? []

describe('what does not go with a question any more', () => {
  test('S3-17 C27 is summarised after each turn, and the summary goes with the next question', async () => {
    const id = await conversation(4)
    expect((await conversations.get(person, id)).summary?.text).toBe('In short: Question 0; Question 1;')
    await ask(person, 'Question 4', { conversationId: id })
    const [system, ...messages] = lastPrompt()
    expect(messages.map(({ role, content }) => (role === 'user' ? content : role))).toEqual(['Question 2', 'assistant', 'Question 3', 'assistant', 'Question 4'])
    expect(system?.content).toContain('in short:\nIn short: Question 0; Question 1;')
    await summarised(id, 2)
  })

  test('is not told on a branch that never said it, and not after its deletion', async () => {
    const id = await conversation(4)
    const { messages } = await conversations.get(person, id)
    await eventsOf(person, await startTurn(person, question('Afresh', { conversationId: id, replaces: messages[0]?.id })))
    expect(lastPrompt()[0]?.content).not.toContain('in short')
    expect((await conversations.get(person, id)).summary).toBeNull()
    await exchanges.showVersion(person, messages[0]?.id ?? '')
    expect((await conversations.get(person, id)).summary?.throughId).toBe(messages[3]?.id)
    await exchanges.removeExchange(person, messages[0]?.id ?? '')
    expect((await conversations.get(person, id)).summary).toBeNull()
  })

  test('is left out when the model that answers only quotes', async () => {
    const { conversationId } = await ask(person, 'Question 0', { modelId: 'builtin/extractive' })
    for (const number of [1, 2, 3]) await ask(person, `Question ${number}`, { conversationId, modelId: 'builtin/extractive' })
    expect((await conversations.get(person, conversationId)).summary).toBeNull()
  })
})
