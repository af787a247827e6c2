import { expect, test } from 'vitest'
import { wordsIn } from '@/components/chunks/wordsIn'

const matches = (text: string, search: string) => wordsIn(text, search).flatMap(({ part, isMatch }) => (isMatch ? [part] : []))

test('every word of the search is found, in any case and in Chinese, and nothing of the text is lost', () => {
  const text = 'The Otter sleeps. 水獭在夜里睡觉。An otter swims.'
  expect(matches(text, 'otter 夜里')).toEqual(['Otter', '夜里', 'otter'])
  expect(wordsIn(text, 'otter 夜里').map(({ part }) => part).join('')).toBe(text)
})

test('what looks like a pattern is only text', () => {
  expect(matches('1 + 1 = 2 (yes) [no] a-b \\d', '( [no] + a-b \\d')).toEqual(['+', '(', '[no]', 'a-b', '\\d'])
})
