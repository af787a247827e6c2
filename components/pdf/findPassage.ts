import { type Letters, lettersBefore, lettersOf, nearestIndexOf } from '@/components/pdf/letters'

/** A part of a text, from `start` up to `end` (UTF-16 code units). */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A passage as it is stored: the text of its page, and where the passage, or its part on this page, stands in it. */
export interface StoredPassage extends Span {
  readonly text: string
  /** Whether this part is the first of the passage. */
  readonly isBeginning: boolean
  /** Who has clicked on it sees it: it does not have to be brought into view. */
  readonly isSeen: boolean
}

/** Where a passage is not found as a whole, it is looked for in pieces of about this many letters. */
const pieceLength = 16
/** Where less than this part of its letters is found, it is not the passage. */
const enough = 0.5
/** Letters between two pieces that were found which belong to the passage as well. */
const gap = 2 * pieceLength

/** Letters around a place by which it is known again. */
const surroundings = 12

/**
 * Where a stored passage stands on the page as it is drawn: in one span, or in several where the two readings put words in another
 * order. Empty when the page does not hold it.
 */
export function findPassage(page: Letters, passage: Span & { readonly text: string }): Span[] {
  const stored = lettersOf(passage.text)
  const [from, to] = [lettersBefore(stored, passage.start), lettersBefore(stored, passage.end)]
  const needle = stored.letters.slice(from, to)
  const whole = nearestIndexOf(page.letters, needle, from)
  if (whole !== -1) return [spanOf(page, whole, whole + needle.length)]
  return findPieces(page, needle, from)
}

function findPieces(page: Letters, needle: string, near: number): Span[] {
  const count = Math.max(1, Math.round(needle.length / pieceLength))
  const borders = Array.from({ length: count + 1 }, (_, piece) => Math.round((piece * needle.length) / count))
  const found = borders.slice(1).flatMap((end, piece) => {
    const start = borders[piece] ?? 0
    const at = nearestIndexOf(page.letters, needle.slice(start, end), near + start)
    return at === -1 ? [] : [{ start: at, end: at + end - start }]
  })
  const letters = found.reduce((sum, { start, end }) => sum + end - start, 0)
  return letters < enough * needle.length ? [] : merged(found).map(({ start, end }) => spanOf(page, start, end))
}

/** Spans in their order, those near each other as one. */
function merged(spans: readonly Span[]): Span[] {
  return spans
    .toSorted((one, other) => one.start - other.start)
    .reduce<Span[]>((joined, span) => {
      const last = joined.at(-1)
      if (last === undefined || span.start > last.end + gap) return [...joined, span]
      return [...joined.slice(0, -1), { start: last.start, end: Math.max(last.end, span.end) }]
    }, [])
}

const openingMarks = /[\p{Ps}\p{Pi}]*$/u
const closingMarks = /^(?:\s?[.,;:!?。，、；：！？…]|[^\p{L}\p{M}\p{N}\s\p{Ps}\p{Pi}])*/u

/** The part of the text that holds these letters, with the quotation marks before them and the full stop after them. */
function spanOf({ text, at }: Letters, from: number, to: number): Span {
  const start = at[from] ?? 0
  const last = at[to - 1] ?? start
  const end = last + String.fromCodePoint(text.codePointAt(last) ?? 0).length
  const opening = openingMarks.exec(text.slice(at[from - 1] ?? 0, start))?.[0].length ?? 0
  const closing = closingMarks.exec(text.slice(end, at[to] ?? text.length))?.[0].length ?? 0
  return { start: start - opening, end: end + closing }
}

/** The place in the stored text that is drawn at `place` of the page: the start of the letter there, or of the next one. */
export function storedPlace(page: Letters, place: number, text: string): number {
  const stored = lettersOf(text)
  const at = lettersBefore(page, place)
  const from = Math.max(0, at - surroundings)
  const found = nearestIndexOf(stored.letters, page.letters.slice(from, at + surroundings), from)
  return stored.at[found === -1 ? at : found + at - from] ?? Math.max(0, text.length - 1)
}
