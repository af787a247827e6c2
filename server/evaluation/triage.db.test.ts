import { expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { triage } from '@/server/evaluation/triage'
import { newId } from '@/server/ids'
import { createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'

/** A chat of a person that searches some bases, with a question and its answer. */
async function answered(person: Actor, bases: readonly string[], question: string, rating: { feedback?: 'up' | 'down'; feedbackText?: string } = {}) {
  const owner = visibleTo(person)
  const conversationId = newId()
  const questionId = newId()
  await db.conversation.create({ data: { id: conversationId, ...owner, title: question, knowledgeBases: { create: bases.map((knowledgeBaseId) => ({ knowledgeBaseId })) } } })
  await db.message.create({ data: { id: questionId, ...owner, conversationId, seq: 1, role: 'user', content: question } })
  await db.message.create({ data: { id: newId(), ...owner, conversationId, parentId: questionId, seq: 2, role: 'assistant', content: 'No idea.', ...rating } })
  return conversationId
}

test('answers with a thumb down are listed with the reason, the newest first, until their question is a test question', async () => {
  const person = await createPerson()
  const [base, other] = [await createBase(person), await createBase(person)]
  const first = await answered(person, [base, other], 'Where does the otter sleep?', { feedback: 'down', feedbackText: 'It sleeps afloat' })
  const second = await answered(person, [base], '水獭吃什么？', { feedback: 'down' })
  await answered(person, [base], 'Rated well', { feedback: 'up' })
  await answered(person, [base], 'Not rated')
  await answered(person, [other], 'Of another base', { feedback: 'down' })
  expect(await triage(person, base)).toMatchObject([
    { conversationId: second, question: '水獭吃什么？', reason: null },
    { conversationId: first, question: 'Where does the otter sleep?', answer: 'No idea.', reason: 'It sleeps afloat' },
  ])
  await db.testQuestion.create({ data: { id: newId(), ...visibleTo(person), knowledgeBaseId: base, question: '水獭吃什么？', expected: [] } })
  expect((await triage(person, base)).map(({ conversationId }) => conversationId)).toEqual([first])
})

test('nobody sees the answers of others, and a stranger gets not found', async () => {
  const person = await createPerson()
  const base = await createBase(person)
  const stranger = await createPerson()
  await answered(person, [base], 'Mine', { feedback: 'down' })
  await answered(stranger, [base], 'Theirs', { feedback: 'down' })
  expect((await triage(person, base)).map(({ question }) => question)).toEqual(['Mine'])
  await expect(triage(stranger, base)).rejects.toMatchObject({ kind: 'not_found' })
})
