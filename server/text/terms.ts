import { stemmer } from 'stemmer'
import { fold, originalSpan } from '@/server/text/normalise'
import { stopWords } from '@/server/text/stopWords'

/** A term and the span of the original text that it stands for (UTF-16 offsets). */
export interface TermSpan {
  readonly term: string
  readonly start: number
  readonly end: number
}

/** Longer runs of letters are not words (encoded data); both sides of a comparison see only their beginning. */
const maxTermLength = 64

/** Scripts that are written without spaces between words, and Hangul, whose words carry their particles with them. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々`
const letter = String.raw`[[\p{L}\p{N}\p{M}_]--[${unspaced}]]`
/** A run of an unspaced script, or a word with what may stand inside it: 1,000.5 · covid-19 · v1.2 · o'brien · foo_bar. */
const token = new RegExp(String.raw`([${unspaced}]+)|${letter}+(?:[.,'’\-]${letter}+)*`, 'gv')
/** The same in a text of ASCII, where it is found three times as fast. */
const asciiToken = /[a-z0-9_]+(?:[.,'-][a-z0-9_]+)*/g
const ascii = /^[\0-\x7f]*$/
const number = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/
const initials = /^\p{L}(?:\.\p{L})+$/u
const contraction = /(?:n['’]t|['’](?:s|d|m|ll|re|ve))$/
const part = /[^.,'’\-_]+/gu

const words = new Intl.Segmenter('zh', { granularity: 'word' })

const stems = new Map<string, string>()

/** Porter's stem (1980) of an English-looking word; other words as they are. */
function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word.slice(0, maxTermLength)
  const known = stems.get(word)
  if (known !== undefined) return known
  const result = stemmer(word.slice(0, maxTermLength))
  // A bound, not a policy: a vocabulary is smaller than this, garbage is not.
  if (stems.size > 50_000) stems.clear()
  stems.set(word, result)
  return result
}

type Emit = (term: string, start: number, end: number) => void

function emitWord(word: string, start: number, emit: Emit): void {
  const known = stems.get(word)
  if (known !== undefined) return emit(known, start, start + word.length)
  if (/^[a-z]+$/.test(word)) return emit(stem(word), start, start + word.length)
  if (number.test(word)) return emit(word.replaceAll(',', '').slice(0, maxTermLength), start, start + word.length)
  if (initials.test(word)) return emit(word.replaceAll('.', '').slice(0, maxTermLength), start, start + word.length)
  const plain = word.replace(contraction, '')
  let parts = 0
  for (const match of plain.matchAll(part)) {
    parts += 1
    emit(stem(match[0]), start + match.index, start + match.index + match[0].length)
  }
  // An identifier is also one term, so that `covid-19` is closer to `covid-19` than to `19`.
  if (parts > 1 && /[\d_.]/.test(plain)) emit(plain.slice(0, maxTermLength), start, start + plain.length)
}

/** Characters and pairs of neighbours. */
function emitCharacters(run: string, start: number, emit: Emit): void {
  let previous = -1
  for (let at = 0; at < run.length; ) {
    const length = (run.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
    emit(run.slice(at, at + length), start + at, start + at + length)
    if (previous >= 0) emit(run.slice(previous, at + length), start + previous, start + at + length)
    previous = at
    at += length
  }
}

/** The longer words that the ICU dictionary knows. */
function emitDictionaryWords(run: string, start: number, emit: Emit): void {
  const lastLength = (run.charCodeAt(run.length - 1) & 0xfc00) === 0xdc00 ? 2 : 1
  if (run.length < 3 * lastLength) return
  for (const { segment, index } of words.segment(run)) {
    if (segment.length > 2 && segment.length <= maxTermLength) emit(segment, start + index, start + index + segment.length)
  }
}

function emitRun(run: string, start: number, emit: Emit): void {
  emitCharacters(run, start, emit)
  emitDictionaryWords(run, start, emit)
}

function scan(folded: string, emit: Emit, onWord = emitWord, onRun = emitRun): void {
  for (const match of folded.matchAll(ascii.test(folded) ? asciiToken : token)) {
    if (match[1] === undefined) onWord(match[0], match.index, emit)
    else onRun(match[1], match.index, emit)
  }
}

/**
 * The terms of a text, in order: English words as stems; Chinese, Japanese, Korean and other unspaced scripts as characters,
 * pairs and dictionary words; numbers and identifiers whole. The same for texts and questions. No term holds a space.
 */
export function terms(text: string): string[] {
  const found: string[] = []
  scan(fold(text).text, (term) => found.push(term))
  return found
}

/** The different terms of a text without dictionary words, whose pairs are terms themselves: what many texts can be stored by. */
export function plainTerms(text: string): Set<string> {
  const found = new Set<string>()
  scan(fold(text).text, (term) => found.add(term), emitWord, emitCharacters)
  return found
}

/** The terms that a text has when it holds what somebody looks for: of an unspaced run its pairs alone, which imply its characters. */
export function wantedTerms(search: string): Set<string> {
  const found = new Set<string>()
  const add: Emit = (term) => found.add(term)
  scan(fold(search).text, add, emitWord, (run, start) => {
    const isOne = run.length === 1 || (run.length === 2 && (run.codePointAt(0) ?? 0) > 0xffff)
    emitCharacters(run, start, isOne ? add : (term, from, to) => (isPair(term) ? add(term, from, to) : undefined))
  })
  return found
}

const isPair = (term: string): boolean => term.length > 2 || (term.length === 2 && (term.codePointAt(0) ?? 0) <= 0xffff)

/** `terms` with the places in the original text that they stand for: what a highlight marks. */
export function termSpans(text: string): TermSpan[] {
  const folded = fold(text)
  const found: TermSpan[] = []
  scan(folded.text, (term, start, end) => found.push({ term, ...originalSpan(folded, start, end) }))
  return found
}

const beginning = (word: string): string => word.slice(0, 2)

/**
 * Where some terms stand in a text, in order, joined where they touch. What `termSpans` would take most of its time for is left out:
 * dictionary words, whose pairs are terms themselves, and the stems of words that begin otherwise than any that is wanted.
 */
export function spansOf(wanted: ReadonlySet<string>, text: string): { start: number; end: number }[] {
  const folded = fold(text)
  const beginnings = new Set([...wanted].map(beginning))
  const emitLikely = (word: string, start: number, emit: Emit): void => {
    // A stem begins as its word does.
    if (beginnings.has(beginning(word)) || !/^[a-z]+$/.test(word)) emitWord(word, start, emit)
  }
  const found: { start: number; end: number }[] = []
  const mark: Emit = (term, from, to) => {
    if (!wanted.has(term)) return
    let { start, end } = originalSpan(folded, from, to)
    // Pairs overlap their characters, and an identifier comes after its parts.
    for (let last = found.at(-1); last !== undefined && last.end >= start; last = found.at(-1)) {
      start = Math.min(start, last.start)
      end = Math.max(end, last.end)
      found.pop()
    }
    found.push({ start, end })
  }
  scan(folded.text, mark, emitLikely, emitCharacters)
  return found
}

const stemmedStopWords = new Set([...stopWords].map((word) => stem(word)))

export function isStopWord(term: string): boolean {
  return stemmedStopWords.has(term)
}

/** The different terms by which a question is searched: without stop words, unless it has nothing else. */
export function questionTerms(question: string): string[] {
  const all = [...new Set(terms(question))]
  const telling = all.filter((term) => !isStopWord(term))
  return telling.length > 0 ? telling : all
}
