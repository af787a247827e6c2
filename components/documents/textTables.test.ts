import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textPieces } from '@/components/documents/textTables'

const table = '| City | Trams |\n| --- | --- |\n| Osmere | 3 |\n|  | a \\| b |\n'
const cellsOf = (text: string) => textPieces(text).flatMap(({ rows }) => rows ?? []).map(({ cells, isRule }) => (isRule ? 'rule' : cells.map((cell) => cell.text)))

test('lines of cells are a table, with what stands before and behind it apart', () => {
  const pieces = textPieces(`Of trams:\n\n${table}\nThe end.`)
  expect(pieces.map(({ rows }) => rows?.length ?? null)).toEqual([null, 4, null])
  expect(cellsOf(table)).toEqual([['City', 'Trams'], 'rule', ['Osmere', '3'], ['', String.raw`a \| b`]])
})

test.each(['| alone |', 'a | b', '||x|', 'no bars at all', ''])('%j is no table', (line) => {
  expect(textPieces(`${line}\nmore`).every(({ rows }) => rows === null)).toBe(true)
})

test('no character of a text is lost, and each is where it says', () => {
  const line = fc.oneof(fc.constantFrom('| a | b |', '|a|', '| \\| |', '|', '||', ' | 水獭 |  ', '| --- |', '', 'text | text'), fc.string())
  fc.assert(
    fc.property(fc.array(line), fc.boolean(), (lines, ends) => {
      const text = lines.join('\n') + (ends ? '\n' : '')
      const pieces = textPieces(text)
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      for (const { start, text: piece, rows } of pieces) {
        expect(text.slice(start, start + piece.length)).toBe(piece)
        if (rows === null) continue
        const cells = rows.flatMap((row) => row.cells)
        expect(cells.map((cell) => cell.before + cell.text + cell.after).join('')).toBe(piece)
        let at = start
        for (const cell of cells) {
          expect(cell.start).toBe(at)
          at += cell.before.length + cell.text.length + cell.after.length
        }
      }
    }),
  )
})
