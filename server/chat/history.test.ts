import { describe, expect, test } from 'vitest'
import { windowOf } from '@/server/chat/history'
import type { Said } from '@/server/conversations/history'

const said = (content: string, role: Said['role'] = 'user'): Said => ({ id: content, role, content, isCited: false })
const contents = (messages: readonly Said[]): string[] => messages.map(({ content }) => content)
const plenty = 1_000

describe('what goes with a question', () => {
  test.each([
    [0, []],
    [1, ['c']],
    [2, ['b', 'c']],
    [10, ['a', 'b', 'c']],
  ])('are the last %i messages, without empty ones; the others have fallen out', (maxMessages, kept) => {
    const window = windowOf([said('a'), said('b'), said('', 'assistant'), said('c')], { maxMessages, maxTokens: plenty })
    expect(contents(window.kept)).toEqual(kept)
    expect(contents([...window.fallen, ...window.kept])).toEqual(['a', 'b', 'c'])
  })

  test('C28 X22 fits into the context of the model: an old message that is too long goes, with all before it', () => {
    const long = 'water '.repeat(100).trim()
    const window = windowOf([said('a'), said(long), said('b'), said('c')], { maxMessages: 10, maxTokens: 50 })
    expect(contents(window.kept)).toEqual(['b', 'c'])
    expect(contents(window.fallen)).toEqual(['a', long])
  })

  test('is nothing when even the last message is too long', () => {
    expect(windowOf([said('水'.repeat(100))], { maxMessages: 10, maxTokens: 50 }).kept).toEqual([])
  })
})
