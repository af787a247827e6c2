import { expect, test } from 'vitest'
import { wordDiff } from '@/components/citations/wordDiff'

test('words that were replaced stand beside what replaced them', () => {
  expect(wordDiff('The notice period is 14 days.', 'The notice period is 30 days now.')).toEqual([
    { kind: 'same', text: 'The notice period is ' },
    { kind: 'removed', text: '14' },
    { kind: 'added', text: '30' },
    { kind: 'same', text: ' days' },
    { kind: 'added', text: ' now' },
    { kind: 'same', text: '.' },
  ])
})

test('Chinese is compared by its words', () => {
  expect(wordDiff('退款期限为七天。', '退款期限为三十天。').filter(({ kind }) => kind === 'same').map(({ text }) => text).join('')).toContain('退款期限为')
})

test('the parts are both texts, whatever changed', () => {
  const [before, after] = ['a b c d e', 'x b d e f'.repeat(3)]
  const parts = wordDiff(before, after)
  expect(parts.filter(({ kind }) => kind !== 'added').map(({ text }) => text).join('')).toBe(before)
  expect(parts.filter(({ kind }) => kind !== 'removed').map(({ text }) => text).join('')).toBe(after)
})

test('very long passages are shown whole, one after the other', () => {
  expect(wordDiff('a '.repeat(2_000), 'b '.repeat(2_000)).map(({ kind }) => kind)).toEqual(['removed', 'added'])
})
