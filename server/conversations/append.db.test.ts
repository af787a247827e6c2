import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { startTurn } from '@/server/chat/turn'
import { append } from '@/server/conversations/append'
import { idOf, numberOf, numbersOf } from '@/server/conversations/numbers'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { eventsOf, textOf } from '@/server/testing/chat'
import { createPerson } from '@/server/testing/people'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
afterAll(() => provider.close())

let person: Actor
let stranger: Actor
let id: string
beforeEach(async () => {
  ;[person, stranger] = [await createPerson(), await createPerson()]
  id = (await conversations.create(person, { title: 'Rust', modelId: 'openai/fake-chat' })).id
})

const answerTo = async (questionId: string, by = person) => startTurn(by, { answerTo: questionId, modelId: null, knowledgeBaseIds: null, searchesWeb: false })
const messages = async () => (await conversations.get(person, id)).messages.map(({ role, content }) => [role, content])

test('C21 C34 messages are added without an answer, and the last question can be answered later', async () => {
  await append(person, { conversationId: id, role: 'user', text: 'Hello' })
  await append(person, { conversationId: id, role: 'assistant', text: 'Hello, how can I help?' })
  const { id: questionId } = await append(person, { conversationId: id, role: 'user', text: 'What is Rust?' })
  const events = await eventsOf(person, await answerTo(questionId))
  expect(textOf(events)).toBe('You asked: What is Rust? (4 messages)')
  expect(await messages()).toEqual([
    ['user', 'Hello'],
    ['assistant', 'Hello, how can I help?'],
    ['user', 'What is Rust?'],
    ['assistant', 'You asked: What is Rust? (4 messages)'],
  ])
  expect((await db.conversation.findUniqueOrThrow({ where: { id } })).title).toBe('Rust')
  // Clients that were sent the answer may add it, and it is there once.
  await append(person, { conversationId: id, role: 'assistant', text: 'You asked: What is Rust? (4 messages)' })
  expect(await messages()).toHaveLength(4)
  await expect(answerTo(questionId)).rejects.toMatchObject({ kind: 'conflict' })
})

test('C08 nobody adds to what belongs to others, nor has it answered', async () => {
  const { id: questionId } = await append(person, { conversationId: id, role: 'user', text: 'Mine?' })
  await expect(append(stranger, { conversationId: id, role: 'user', text: 'Theirs' })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(answerTo(questionId, stranger)).rejects.toMatchObject({ kind: 'not_found' })
  expect(await messages()).toEqual([['user', 'Mine?']])
})

test('X01 a conversation has one whole number, whoever asks for it at once, and it is its owner’s', async () => {
  const others = await Promise.all(Array.from({ length: 3 }, () => conversations.create(person, { title: 'Other' })))
  const ids = [id, ...others.map((other) => other.id)]
  const [one, two] = await Promise.all([numbersOf(ids), numbersOf(ids)])
  expect(new Set(one.values()).size).toBe(4)
  expect(two).toEqual(one)
  expect(await idOf(person, await numberOf(id))).toBe(id)
  await expect(idOf(stranger, one.get(id) ?? 0)).rejects.toMatchObject({ kind: 'not_found' })
  await conversations.remove(person, id)
  await expect(idOf(person, one.get(id) ?? 0)).rejects.toMatchObject({ kind: 'not_found' })
})
