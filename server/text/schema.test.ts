import { expect, test } from 'vitest'
import { textSchema } from '@/server/text/schema'

test.each([
  ['a\0b', 'ab'],
  ['half \uD83D and \uDE00', 'half \uFFFD and \uFFFD'],
  ['whole 😀 与 العربية \u202E', 'whole 😀 与 العربية \u202E'],
])('%j is kept as %j', (sent, kept) => {
  expect(textSchema.parse(sent)).toBe(kept)
})
