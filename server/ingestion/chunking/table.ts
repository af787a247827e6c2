import { borderOf } from '@/server/ingestion/chunking/headings'
import { visibleLines } from '@/server/ingestion/chunking/lines'
import { contextLine } from '@/server/ingestion/chunking/method'
import type { Mark, Method } from '@/server/ingestion/chunking/method'
import { nothingFound } from '@/server/ingestion/chunking/nothingFound'
import { whole } from '@/server/ingestion/chunking/sizes'
import type { Sizes } from '@/server/ingestion/chunking/sizes'
import { cellsOf, isSeparator, namesColumns } from '@/server/ingestion/chunking/tableRows'
import type { Page } from '@/server/ingestion/parser/reading'

/** Tables: a row is a chunk and stands under the header row, which is in the first chunk. Text around tables is cut as general text. */
export function table(sizes: Sizes): Method {
  let isFound = false
  function* marks(page: Page): Generator<Mark> {
    /** The header row of the table we are in; none where the first row has numbers. */
    let header: string[] | undefined
    let rowCount = 0
    for (const { offset, text, isApart, heading } of visibleLines(page)) {
      const cells = heading === undefined ? cellsOf(text) : undefined
      if (cells === undefined) {
        if (heading !== undefined) yield { offset, begins: borderOf(heading.level), heading }
        else if (header !== undefined) yield { offset, begins: 'afterText' }
        header = undefined
      } else if (header === undefined || isApart) {
        isFound = true
        header = namesColumns(text) ? [contextLine(text)] : []
        rowCount = 0
        yield { offset, begins: 'afterText', sizes: whole(sizes), context: header }
      } else if (!isSeparator(cells)) {
        rowCount += 1
        // The header says nothing alone.
        yield { offset, begins: rowCount === 1 && header.length > 0 ? 'never' : 'always', sizes: whole(sizes), context: header }
      }
    }
  }
  return { sizes, marks, warnings: () => (isFound ? [] : [nothingFound('tables')]) }
}
