import { expect, test } from 'vitest'
import { tableCounter } from '@/server/ingestion/tableCounter'

const countIn = (...pieces: string[]): number => {
  const counter = tableCounter()
  for (const piece of pieces) counter.add(piece)
  return counter.count()
}

test.each([
  ['none', 0, ['Words.\n\nMore | words.']],
  ['one', 1, ['Before.\n\n| a | b |\n| 1 | 2 |\n| 3 | 4 |\n\nAfter.']],
  ['two', 2, ['| a | b |\n| 1 | 2 |\n\n| 驿站 | 里程 |\n| 松溪镇 | 0 |']],
  ['one that goes on in the next piece', 1, ['| a | b |\n| 1 | 2 |', '| 3 | 4 |\n| 5 | 6 |']],
  ['none in a single row', 0, ['| a | b |\n\nText.\n\n| c | d |']],
])('%s', (_name, count, pieces) => {
  expect(countIn(...pieces)).toBe(count)
})
