import type { Archive } from '@/server/ingestion/parser/zip'

/** A cell that goes on in the rows below: its column, from 0, and the first and last of its rows, as Excel numbers them. */
export type MergedCell = { column: number; from: number; to: number }

/** The last column and row that Excel has (XFD1048576). */
const maxColumn = 16_383
const maxRow = 1_048_576
const reference = /<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"/g
const maxReference = 100

/** The cells of a sheet that are merged over rows. They stand at the end of its part, where the rows are read already: hence this look ahead. */
export async function mergedCells(archive: Archive, part: string): Promise<MergedCell[]> {
  const merged: MergedCell[] = []
  let carry = ''
  for await (const piece of archive.read(part)) {
    const text = carry + piece.toString('latin1')
    for (const [, first = '', last = ''] of text.matchAll(reference)) {
      const [from, to] = [rowOf(first), rowOf(last)]
      const column = columnOf(first)
      if (to > from && column !== undefined) merged.push({ column, from, to })
    }
    carry = text.slice(Math.max(text.lastIndexOf('<'), text.length - maxReference))
  }
  return merged
}

/** The number of the column, from 0, in an address such as `AB12`; undefined for none. */
export function columnOf(address: string): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(address)?.[0]
  if (letters === undefined) return undefined
  return Math.min(Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1, maxColumn)
}

function rowOf(address: string): number {
  return Math.min(Number(/\d+$/.exec(address)?.[0] ?? 0), maxRow)
}
