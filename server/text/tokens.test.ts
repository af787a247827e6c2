import { expect, test } from 'vitest'
import { countTokens } from '@/server/text/tokens'

test.each([
  // What o200k_base counts, to be met within a fifth; the Chinese one is the example that OpenAI published with GPT-4o.
  ['The quick brown fox jumps over the lazy dog.', 10],
  ['你好，我的名字是GPT-4o。我是一种新型的语言模型，很高兴见到你！', 24],
])('%s', (text, expected) => {
  expect(countTokens(text)).toBeGreaterThanOrEqual(expected * 0.8)
  expect(countTokens(text)).toBeLessThanOrEqual(expected * 1.2)
})

test('nothing counts nothing, and anything visible counts', () => {
  expect(countTokens('')).toBe(0)
  expect(countTokens(' \n\t')).toBe(0)
  expect(countTokens('中')).toBe(1)
  expect(countTokens('.')).toBe(1)
})

test('a text counts no more than its parts', () => {
  const text = 'One sentence. 第二句话在这里。 And 12345 more!'
  for (let cut = 0; cut <= text.length; cut += 1) {
    expect(countTokens(text)).toBeLessThanOrEqual(countTokens(text.slice(0, cut)) + countTokens(text.slice(cut)))
  }
})
