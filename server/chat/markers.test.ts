import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AnswerPiece, markerReader } from '@/server/chat/markers'

/** Markers shown as «n», so that a whole answer is one string. */
function read(deltas: readonly string[], passageCount = 3): string {
  const reader = markerReader(passageCount)
  const pieces: AnswerPiece[] = [...deltas.flatMap((delta) => reader.push(delta)), ...reader.end()]
  return pieces.map((piece) => ('text' in piece ? piece.text : `«${piece.passage}»`)).join('')
}

describe('markerReader', () => {
  test.each([
    ['one marker', 'Bees dance [1].', 'Bees dance «1».'],
    ['several in one bracket', 'So it is [1, 3].', 'So it is «1»«3».'],
    ['Chinese brackets and commas', '蜜蜂跳舞【1，2】。', '蜜蜂跳舞«1»«2»。'],
    ['footnote and id forms', 'A[^2] B[ID:3]', 'A«2» B«3»'],
    ['an invented one disappears with its space', 'True [7]. False [0].', 'True. False.'],
    ['a link is not a marker', 'See [1](https://example.com).', 'See [1](https://example.com).'],
    ['other brackets stay', 'a [note] and [x, 1]', 'a [note] and [x, 1]'],
    ['inline code stays', 'Use `list[1]` here [1]', 'Use `list[1]` here «1»'],
    ['code between double backticks stays', 'Use ``a[1]` `` and [2]', 'Use ``a[1]` `` and «2»'],
    ['a lone backtick hides nothing', "It's 5` [1]", "It's 5` «1»"],
    ['code at the start of a line', '`a[1]` is it [1]', '`a[1]` is it «1»'],
    ['fenced code stays', 'Code:\n```js\na[1] = b[2]\n```\nEnd [2]', 'Code:\n```js\na[1] = b[2]\n```\nEnd «2»'],
    ['backticks in the middle of a line open no fence', 'say ``` and [1]\nthen [2]', 'say ``` and «1»\nthen «2»'],
    ['an unfinished marker at the end stays text', 'Ends with [1', 'Ends with [1'],
  ])('%s', (_name, text, expected) => {
    expect(read([text])).toBe(expected)
  })

  test('the same answer comes out however the stream cuts it', () => {
    const alphabet = fc.constantFrom('a', ' ', '\n', '[1]', '[', ']', '(', '`', '``', '```\n', '~~~', '2', ',', '【3】', '。', '[9]')
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 40 }), fc.infiniteStream(fc.integer({ min: 1, max: 4 })), (parts, sizes) => {
        const text = parts.join('')
        const deltas: string[] = []
        for (let start = 0; start < text.length; ) {
          const size = sizes.next().value
          deltas.push(text.slice(start, start + size))
          start += size
        }
        expect(read(deltas)).toBe(read([text]))
      }),
      { numRuns: 2_000 },
    )
  })
})
