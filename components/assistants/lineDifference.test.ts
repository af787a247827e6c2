import { expect, test } from 'vitest'
import { lineDifference } from '@/components/assistants/lineDifference'

const shown = (before: string, after: string): string[] => lineDifference(before, after).map(({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`)

test.each([
  ['nothing, when the texts are equal', 'a\nb', 'a\nb', [' a', ' b']],
  ['a line that was changed', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a line that came in between', 'a\nc', 'a\nb\nc', [' a', '+b', ' c']],
  ['a line that went', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
  ['a line that moved, once', 'a\nb\nc', 'b\nc\na', ['-a', ' b', ' c', '+a']],
  ['all of it, when nothing is left', 'a\nb', 'x', ['-a', '-b', '+x']],
])('the difference is %s', (_name, before, after, lines) => {
  expect(shown(before, after)).toEqual(lines)
})

test('texts of very many lines are not compared line by line', () => {
  const long = Array.from({ length: 3_000 }, (_, index) => String(index)).join('\n')
  expect(shown(long, long)).toHaveLength(6_000)
})
