import { contextStart, keywordsStart, sentenceEnd, titleEnd } from '@/server/retrieval/fields'

/** The field of a row's terms that is being read. */
export type Field = 'title' | 'context' | 'body' | 'keywords'

const space = ' '.charCodeAt(0)
const fieldAfter = new Map<number, Field>([
  [contextStart.charCodeAt(0), 'context'],
  [titleEnd.charCodeAt(0), 'body'],
  [keywordsStart.charCodeAt(0), 'keywords'],
])
const sentenceEndUnit = sentenceEnd.charCodeAt(0)

const hashBasis = 0x811c9dc5
const hashPrime = 0x01000193
/** Hashes are numbers that need no allocation. */
const hashMask = 0x3fff_ffff

/** FNV-1a. */
export function termHash(term: string): number {
  let hash = hashBasis
  for (let at = 0; at < term.length; at += 1) hash = Math.imul(hash ^ term.charCodeAt(at), hashPrime)
  return hash & hashMask
}

export interface RowReader {
  /** A term where it lies in the row, from `start` to `end`, with its hash, so that only those that matter are cut out. */
  term(field: Field, start: number, end: number, hash: number, isAscii: boolean): void
  /** A sentence of the body, or any other field, is over. */
  pause(field: Field): void
}

/** Reads a row as `indexedTerms` writes it, in one pass over its characters. A row without marks is all title. */
export function readRow(row: string, reader: RowReader): void {
  let field: Field = 'title'
  let start = 0
  let hash = hashBasis
  let bits = 0
  for (let at = 0; at <= row.length; at += 1) {
    const unit = at < row.length ? row.charCodeAt(at) : space
    if (unit !== space) {
      hash = Math.imul(hash ^ unit, hashPrime)
      bits |= unit
      continue
    }
    const next = at - start === 1 ? fieldAfter.get(bits) : undefined
    if (next !== undefined) {
      reader.pause(field)
      field = next
    } else if (at - start === 1 && bits === sentenceEndUnit) reader.pause(field)
    else if (at > start) reader.term(field, start, at, hash & hashMask, bits < 0x80)
    start = at + 1
    hash = hashBasis
    bits = 0
  }
  reader.pause(field)
}

const edge = '_'.charCodeAt(0)
/** Four characters of seven bits. */
const gramMask = 0x0fff_ffff

/**
 * The runs of four characters of an ASCII word with its edges marked: `cell` is `_cel cell ell_`, each as the number that its
 * characters make. They see through spelling and inflection. A single character has none.
 */
export function eachGram(row: string, start: number, end: number, visit: (gram: number) => void): void {
  if (end - start < 2) return
  let gram = edge
  for (let at = start; at <= end; at += 1) {
    gram = ((gram << 7) | (at < end ? row.charCodeAt(at) : edge)) & gramMask
    if (at - start >= 2) visit(gram)
  }
}

/** The grams of a word; none when it is not ASCII. */
export function gramsOf(term: string): number[] {
  const grams: number[] = []
  if (/^[\0-\x7f]*$/.test(term)) eachGram(term, 0, term.length, (gram) => grams.push(gram))
  return grams
}
