import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksOf, hasOpenFence } from '@/components/markdown/blocksOf'

test.each([
  ['paragraphs', 'one\ntwo\n\nthree', ['one\ntwo\n', 'three']],
  ['a fence with a gap in it', '```\na\n\nb\n```\n\nafter', ['```\na\n\nb\n```\n', 'after']],
  ['a formula with a gap in it', '$$\na\n\nb\n$$\n\nafter', ['$$\na\n\nb\n$$\n', 'after']],
  ['a loose list', '1. one\n\n2. two\n\n   more of two\n\nafter', ['1. one\n\n2. two\n\n   more of two\n', 'after']],
  ['a list after a paragraph', 'before\n\n- one\n- two', ['before\n', '- one\n- two']],
  ['a table', '| a |\n|---|\n| 1 |\n\nafter', ['| a |\n|---|\n| 1 |\n', 'after']],
  ['a definition, which all of it needs', 'see [it][1]\n\n[1]: https://example.com/', ['see [it][1]\n\n[1]: https://example.com/']],
  ['nothing', ' \n\n', []],
])('%s', (_, text, expected) => {
  expect(blocksOf(text)).toEqual(expected)
})

test('blocks that are not the last stay as they are while the text grows', () => {
  const line = fc.constantFrom('word', '', '- item', '  indented', '```', '$$', '# title', '1. first', '> quoted', '| a |')
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const whole = blocksOf(lines.join('\n'))
      for (let count = 1; count < lines.length; count += 1) {
        const before = blocksOf(lines.slice(0, count).join('\n')).slice(0, -1)
        expect(whole.slice(0, before.length)).toEqual(before)
      }
    }),
  )
})

test('a fence is open until its own mark', () => {
  expect(hasOpenFence('```js\nlet a')).toBe(true)
  expect(hasOpenFence('````\n```\n')).toBe(true)
  expect(hasOpenFence('```js\nlet a\n```\n')).toBe(false)
})
