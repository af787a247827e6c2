import { expect, test } from 'vitest'
import { beginningOf, estimatedHeight, filledIn, type Outline } from '@/components/chat/rows'
import { emptyAnswer } from '@/components/chat/turnStream'

const outline = (id: string, change: Partial<Outline> = {}): Outline => ({ id, role: 'assistant', length: 100, beginning: null, ...change })
const message = (id: string, content: string) => ({ ...emptyAnswer({ type: 'session', conversationId: 'c', questionId: 'q', answerId: id, title: '', modelId: '', isQueued: false }, 0), content })

test('what is loaded takes its place in the outline', () => {
  const earlier = [outline('a'), outline('b'), outline('c')]
  const loaded = message('b', 'Whole')
  expect(filledIn(earlier, new Map([['b', loaded], ['x', loaded]]))).toEqual([earlier[0], loaded, earlier[2]])
  expect(filledIn(earlier, new Map())).toBe(earlier)
})

test('a longer message is expected to be higher, loaded or not, and the shortest has a line', () => {
  expect(estimatedHeight(outline('a', { length: 2_000 }))).toBe(estimatedHeight(message('a', 'x'.repeat(2_000))))
  expect(estimatedHeight(outline('a', { length: 2_000 }))).toBeGreaterThan(estimatedHeight(outline('a', { length: 200 })))
  expect(estimatedHeight(outline('a', { length: 0 }))).toBeGreaterThan(0)
})

test('a question is told from others by its beginning, in one line', () => {
  expect(beginningOf(outline('a', { role: 'user', beginning: 'How high?' }))).toBe('How high?')
  expect(beginningOf({ ...message('a', `  How\n high ${'x'.repeat(500)}`), role: 'user' })).toMatch(/^How high x{100,160}$/)
})
