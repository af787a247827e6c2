import { stopWords } from '@/server/text/stopWords'

/** Where a sentence lies in its text: UTF-16 code units, `end` exclusive, without the white space around it. */
export type Span = { start: number; end: number }

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** A sentence does not end after these, although a capital follows. */
const abbreviation = /(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Capt|Lt|Sgt|Gov|Sen|Rev|St|Mt|Fig|Figs|No|Nos|Eq|Sec|Vol|vs?|cf|ca?|e\.g|i\.e|approx)\.\s*$/
/** Nor after the initials of a name or a country, J. or U.S., unless a word follows that begins sentences; a lone I is a number or oneself. */
const initials = /(?:^|[\s(.“"])(?!I\.\s*$)\p{Lu}\.\s*$/u
const firstWord = /^[\p{L}’']+/u
/** A line that breaks inside a sentence, as hard-wrapped text does: a word or comma, one line end, then a small letter. */
const wrapped = /[\p{L}\p{N},;:–-][ \t]*\r?\n[ \t]*$/u
const startsSmall = /^\p{Ll}/u
const wideEnd = /[。！？；…]+[”’」』）】》"')]*/gu
/** The segmenter is slower than linear on a very long text without an end mark: it is given pieces of at most this length. */
const maxPiece = 4_000

/**
 * The sentences of a text in English or Chinese, in order; together they hold every character that is not white space.
 * Sentences end where Unicode (UAX #29) ends them, after 。！？； and at line ends, but not after "Dr." or where a line is merely wrapped.
 */
export function sentences(text: string): Span[] {
  return [...eachSentence(text)]
}

/** The same, one after the other: for texts whose list of sentences would be large itself. */
export function* eachSentence(text: string): Generator<Span> {
  let open: Span | undefined
  for (const piece of pieces(text)) {
    if (open !== undefined && continues(text, open, piece.text)) open.end = piece.end
    else {
      if (open !== undefined) yield* visible(text, open)
      open = { start: piece.start, end: piece.end }
    }
  }
  if (open !== undefined) yield* visible(text, open)
}

function continues(text: string, before: Span, next: string): boolean {
  // The last characters decide, and looking at no more keeps this linear.
  const end = text.slice(Math.max(before.start, before.end - 24), before.end)
  return abbreviation.test(end) || (initials.test(end) && !beginsSentence(next)) || (startsSmall.test(next) && wrapped.test(end))
}

function beginsSentence(text: string): boolean {
  const [word] = firstWord.exec(text) ?? []
  return word === undefined || stopWords.has(word.toLowerCase())
}

/** The segmenter's sentences, cut further after Chinese end marks. */
function* pieces(text: string): Generator<Span & { text: string }> {
  for (const base of bounded(text)) {
    for (const { segment, index } of segmenter.segment(text.slice(base.start, base.end))) {
      let start = 0
      for (const match of segment.matchAll(wideEnd)) {
        const end = match.index + match[0].length
        yield { start: base.start + index + start, end: base.start + index + end, text: segment.slice(start, end) }
        start = end
      }
      if (start < segment.length) yield { start: base.start + index + start, end: base.start + index + segment.length, text: segment.slice(start) }
    }
  }
}

/** The text in pieces that end at a line end, or where there is none soon, before a space, or else between two characters. */
function* bounded(text: string): Generator<Span> {
  let start = 0
  while (text.length - start > maxPiece) {
    // Searched in the piece, not in the text: looking back over all of it for what is not there would take time that grows with its square.
    const piece = text.slice(start, start + maxPiece)
    const length = piece.lastIndexOf('\n') + 1 || piece.lastIndexOf(' ') + 1 || (isLow(text, start + maxPiece) ? maxPiece - 1 : maxPiece)
    const end = start + length
    yield { start, end }
    start = end
  }
  if (start < text.length) yield { start, end: text.length }
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** The span without the white space around it; nothing when there is nothing else. */
function visible(text: string, span: Span): Span[] {
  let { start, end } = span
  while (start < end && isSpace(text, start)) start += 1
  while (end > start && isSpace(text, end - 1)) end -= 1
  return end > start ? [{ start, end }] : []
}

function isSpace(text: string, at: number): boolean {
  return text.charAt(at).trim() === ''
}
