import { expect, test } from 'vitest'
import { emptyAnswer, type Message } from '@/components/chat/turnStream'
import { type Turn, withTurn } from '@/components/chat/turns'

const session = {
  type: 'session' as const,
  conversationId: 'c',
  questionId: 'q2',
  answerId: 'a2',
  title: 'A title',
  modelId: 'builtin/extractive',
  isQueued: false,
}
const message = (change: Partial<Message>): Message => ({ ...emptyAnswer(session, 0), status: 'complete', ...change })
const saved = [message({ id: 'q1', role: 'user', parentId: null }), message({ id: 'a1', parentId: 'q1' })]
const answer = message({ id: 'a2', parentId: 'q2', status: 'streaming', content: 'So far' })
const turn: Turn = {
  conversationId: 'c',
  title: 'A title',
  question: message({ id: 'q2', role: 'user' }),
  replaces: null,
  answerId: 'a2',
  questionId: 'q2',
  status: 'streaming',
  isLost: false,
}
const shown = (messages: readonly Message[]) => messages.map(({ id, content }) => `${id} ${content}`.trim())

test('a question that the page has not loaded yet is shown with its answer at the end', () => {
  expect(shown(withTurn(saved, turn, answer))).toEqual(['q1', 'a1', 'q2', 'a2 So far'])
})

test('a loaded question is not shown twice', () => {
  const loaded = [...saved, message({ id: 'q2', role: 'user' }), message({ id: 'a2', status: 'pending' })]
  expect(shown(withTurn(loaded, turn, answer))).toEqual(['q1', 'a1', 'q2', 'a2 So far'])
})

test('another answer takes the place of the one it retries', () => {
  const retry = { ...turn, question: null, questionId: 'q1' }
  expect(shown(withTurn(saved, retry, { ...answer, parentId: 'q1' }))).toEqual(['q1', 'a2 So far'])
})

test('a question that is asked in the place of another one hides it and what followed', () => {
  expect(shown(withTurn(saved, { ...turn, replaces: 'q1' }, answer))).toEqual(['q2', 'a2 So far'])
})

test('what the server saved as final is the truth', () => {
  const loaded = [...saved, message({ id: 'q2', role: 'user' }), message({ id: 'a2', content: 'All of it' })]
  expect(withTurn(loaded, turn, answer)).toBe(loaded)
})
