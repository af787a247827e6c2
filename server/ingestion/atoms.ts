import { contextLine } from '@/server/ingestion/chunking/method'
import { isTableRow, namesColumns } from '@/server/ingestion/chunking/tableRows'
import { countTokens } from '@/server/text/tokens'
import { eachSentence } from '@/server/text/sentences'

/** A piece of text that chunking keeps whole: UTF-16 offsets in the text it was cut from, without the white space around it. */
export type Atom = {
  start: number
  end: number
  tokens: number
  /** The first row of its table, for a later row. */
  header?: string
}

/**
 * The atoms of a stretch of text, in order: its paragraphs; of a paragraph with more than `maxTokens` tokens the rows of its
 * table or else its sentences; of a longer sentence pieces cut at a space, or where there is none between two characters.
 * With delimiters (see delimiterPattern) it is cut after these instead, and nowhere else where a piece is short enough.
 */
export function* atoms(text: string, start: number, end: number, maxTokens: number, delimiters?: RegExp): Generator<Atom> {
  if (delimiters !== undefined) return yield* within(text, afterDelimiters(text, start, end, delimiters), maxTokens)
  for (const paragraph of split(text, start, end, /\n[^\S\n]*\n\s*/g)) {
    if (paragraph.tokens <= maxTokens) yield paragraph
    else yield* within(text, rowsAndSentences(text, paragraph), maxTokens)
  }
}

/** The smallest parts of a stretch at whose borders it may be cut: what delimiters end, or rows of tables and sentences. */
export function smallestParts(text: string, start: number, end: number, delimiters?: RegExp): Iterable<Atom> {
  return delimiters === undefined ? rowsAndSentences(text, { start, end }) : afterDelimiters(text, start, end, delimiters)
}

/** What matches a run of delimiters and the quotes and brackets that close after it; undefined for no delimiters. */
export function delimiterPattern(delimiters: readonly string[]): RegExp | undefined {
  if (delimiters.length === 0) return undefined
  const longestFirst = delimiters.toSorted((one, other) => other.length - one.length)
  const literal = longestFirst.map((delimiter) => delimiter.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
  return new RegExp(`(?:${literal.join('|')})(?:${literal.join('|')}|[”’」』）】》])*`, 'g')
}

function* within(text: string, parts: Iterable<Atom>, maxTokens: number): Generator<Atom> {
  for (const part of underHeaders(text, parts)) {
    if (part.tokens <= maxTokens) yield part
    else for (const piece of pieces(text, part, maxTokens)) yield part.header === undefined ? piece : { ...piece, header: part.header }
  }
}

/** The rows of a table know its first one, where that says what their cells mean. */
function* underHeaders(text: string, parts: Iterable<Atom>): Generator<Atom> {
  let row: { end: number; header: string | undefined } | undefined
  for (const part of parts) {
    const words = text.slice(part.start, part.end)
    if (!isTableRow(words)) {
      row = undefined
      yield part
    } else if (row === undefined || !/^[^\S\n]*\n[^\S\n]*$/.test(text.slice(row.end, part.start))) {
      row = { end: part.end, header: namesColumns(words) ? contextLine(words) : undefined }
      yield part
    } else {
      row.end = part.end
      yield row.header === undefined ? part : { ...part, header: row.header }
    }
  }
}

/** Rows of a table stay whole, and the prose between two tables is cut into sentences. */
function* rowsAndSentences(text: string, { start, end }: { start: number; end: number }): Generator<Atom> {
  if (!text.slice(start, end).split('\n', 3).some(isTableRow)) return yield* sentenceAtoms(text, start, end)
  for (const line of split(text, start, end, /\n/g)) {
    if (isTableRow(text.slice(line.start, line.end))) yield line
    else yield* sentenceAtoms(text, line.start, line.end)
  }
}

function* sentenceAtoms(text: string, start: number, end: number): Generator<Atom> {
  for (const span of eachSentence(text.slice(start, end))) yield atom(text, start + span.start, start + span.end)
}

/** The delimiters stay with what they end. */
function* afterDelimiters(text: string, start: number, end: number, delimiters: RegExp): Generator<Atom> {
  let from = start
  for (const match of text.slice(start, end).matchAll(delimiters)) {
    const to = start + match.index + match[0].length
    const piece = trimmed(text, from, to)
    if (piece !== undefined) yield piece
    from = to
  }
  const last = trimmed(text, from, end)
  if (last !== undefined) yield last
}

/** Pieces of at most `maxTokens` tokens of something without any better place to cut. */
function* pieces(text: string, { start, end }: Atom, maxTokens: number): Generator<Atom> {
  let at = start
  while (at < end) {
    const cut = longestWithin(text, at, end, maxTokens)
    const piece = trimmed(text, at, cut)
    if (piece !== undefined) yield piece
    at = cut
  }
}

/** The end of the longest piece from `start` within the budget; at least one character. No visible token holds more than seven. */
function longestWithin(text: string, start: number, end: number, maxTokens: number): number {
  let low = start + 1
  let high = Math.min(end, start + maxTokens * 7)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (countTokens(text.slice(start, middle)) <= maxTokens) low = middle
    else high = middle - 1
  }
  if (low === end) return end
  const space = text.slice(start, low).lastIndexOf(' ')
  if (space > (low - start) / 2) return start + space
  return isInsidePair(text, low) ? (low - 1 > start ? low - 1 : low + 1) : low
}

function isInsidePair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

function* split(text: string, start: number, end: number, separator: RegExp): Generator<Atom> {
  const stretch = text.slice(start, end)
  let from = 0
  for (const match of stretch.matchAll(separator)) {
    const piece = trimmed(text, start + from, start + match.index)
    if (piece !== undefined) yield piece
    from = match.index + match[0].length
  }
  const last = trimmed(text, start + from, end)
  if (last !== undefined) yield last
}

function trimmed(text: string, start: number, end: number): Atom | undefined {
  const piece = text.slice(start, end)
  const visible = piece.trim()
  if (visible === '') return undefined
  const from = start + piece.indexOf(visible)
  return atom(text, from, from + visible.length)
}

function atom(text: string, start: number, end: number): Atom {
  return { start, end, tokens: countTokens(text.slice(start, end)) }
}
