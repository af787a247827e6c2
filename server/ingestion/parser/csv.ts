import { decodeText } from '@/server/ingestion/parser/encoding'
import type { Reading } from '@/server/ingestion/parser/reading'
import { SheetText } from '@/server/ingestion/parser/sheetText'

const delimiters = [',', ';', '\t', '|'] as const
/** How much of a file is looked at to tell its delimiter, in characters. */
const sampleLength = 64 * 1_024
/** A longer text in quotes is a quote that nobody closed. */
const maxQuoted = 100_000

/** A table in a text file (RFC 4180, and what programs make of it): any of the usual delimiters, any encoding. */
export function readCsv(bytes: Uint8Array): Reading {
  const { text, delimiter } = withDelimiter(decodeText(bytes))
  const sheet = new SheetText()
  const warnings: string[] = []
  let row = 0
  for (const cells of csvRows(text, delimiter)) {
    if (sheet.isFull) {
      warnings.push(`Only the first ${row} rows of this file were read; split it and upload the parts`)
      break
    }
    row += 1
    // An empty line between two rows is no more than that.
    if (cells.some((cell) => cell.trim() !== '')) sheet.add(cells)
  }
  return { pageCount: null, pages: [{ page: null, text: sheet.result(), headings: [] }], warnings }
}

/** The delimiter that a first line `sep=;` names, as Excel writes it, or the one that gives most rows the same number of cells. */
function withDelimiter(text: string): { text: string; delimiter: string } {
  const named = /^"?sep=([^"\n])"?\n/i.exec(text)
  if (named !== null) return { text: text.slice(named[0].length), delimiter: named[1] ?? ',' }
  const sample = text.length <= sampleLength ? text : text.slice(0, Math.max(text.lastIndexOf('\n', sampleLength), 0) || sampleLength)
  const [best] = delimiters.map((delimiter) => ({ delimiter, fit: fit(sample, delimiter) })).toSorted((one, other) => other.fit - one.fit)
  return { text, delimiter: best === undefined || best.fit === 0 ? ',' : best.delimiter }
}

/** The share of rows, 0 to 1, that have the most common number of cells; 0 when that is one cell. */
function fit(sample: string, delimiter: string): number {
  const counts = new Map<number, number>()
  let rows = 0
  for (const { length } of csvRows(sample, delimiter)) {
    counts.set(length, (counts.get(length) ?? 0) + 1)
    rows += 1
  }
  const [[cells, count] = [1, 0]] = [...counts].toSorted(([, one], [, other]) => other - one)
  return cells === 1 ? 0 : count / rows
}

/** The rows of a text, in time that grows with its length only, whatever its quotes and lines are. */
export function* csvRows(text: string, delimiter: string): Generator<string[]> {
  const next = (character: string, from: number): number => {
    const at = text.indexOf(character, from)
    return at === -1 ? text.length : at
  }
  let [at, lineEnd, delimiterAt] = [0, -1, -1]
  while (at < text.length) {
    const row: string[] = []
    for (let isOpen = true; isOpen; ) {
      const quoted = text[at] === '"' ? quotedField(text, at) : undefined
      const from = quoted?.end ?? at
      if (lineEnd < from) lineEnd = next('\n', from)
      if (delimiterAt < from) delimiterAt = next(delimiter, from)
      const end = Math.min(lineEnd, delimiterAt)
      row.push((quoted?.value ?? '') + text.slice(from, end))
      isOpen = end === delimiterAt && end < text.length
      at = end + 1
    }
    yield row
  }
}

/** The field between the quote at `start` and the one that closes it, which is not one of a pair; undefined when nobody closes it. */
function quotedField(text: string, start: number): { value: string; end: number } | undefined {
  const limit = Math.min(text.length, start + maxQuoted)
  for (let at = text.indexOf('"', start + 1); at !== -1 && at < limit; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return { value: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1 }
  }
  return undefined
}
