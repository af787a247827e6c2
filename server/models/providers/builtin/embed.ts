import { terms } from '@/server/text/terms'

/** The length of the vectors of `builtin/lexical`. */
export const builtinDimensions = 384

/** Runs of letters of a word count less than the word, all of them together about as much. */
const gramLengths = [3, 4] as const
const gramShare = 0.5
const gramMark = '#'.charCodeAt(0)
const edge = '_'.charCodeAt(0)

/** FNV-1a, a character at a time. */
const hashStart = 0x811c9dc5
const hashed = (value: number, unit: number): number => Math.imul(value ^ unit, 0x01000193)

/** The last step of a hash: place and sign come from independent bits. */
function mixed(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (once ^ (once >>> 13)) >>> 0
}

/** Adds a feature at its place, with a sign of its own: features that share a place cancel out instead of adding up. */
function add(vector: Float32Array, hash: number, weight: number): void {
  const value = mixed(hash)
  const place = value % builtinDimensions
  vector[place] = (vector[place] ?? 0) + (value & 0x8000_0000 ? -weight : weight)
}

function isLatin(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at)
    if (unit < 0x61 || unit > 0x7a) return false
  }
  return word.length >= 3
}

/** The word with its edges marked, read by place: `cell` is `_cell_`. */
const edged = (word: string, at: number): number => (at === 0 || at === word.length + 1 ? edge : word.charCodeAt(at - 1))

function addWord(vector: Float32Array, word: string, count: number): void {
  const weight = 1 + Math.log(count)
  let hash = hashStart
  for (let at = 0; at < word.length; at += 1) hash = hashed(hash, word.charCodeAt(at))
  add(vector, hash, weight)
  if (!isLatin(word)) return
  const length = word.length + 2
  const grams = gramLengths.reduce((sum, gram) => sum + length - gram + 1, 0)
  const share = (weight * gramShare) / Math.sqrt(grams)
  for (const gram of gramLengths) {
    for (let start = 0; start + gram <= length; start += 1) {
      let run = hashed(hashStart, gramMark)
      for (let at = start; at < start + gram; at += 1) run = hashed(run, edged(word, at))
      add(vector, run, share)
    }
  }
}

/**
 * A vector of a text without any learned weights: its words and their character runs, hashed with signs (Weinberger et al., 2009),
 * of length 1. Texts that share words lie near each other; texts that only share a meaning do not. All zeros for a text without words.
 */
export function embedText(text: string): Float32Array {
  return embedTerms(terms(text))
}

/** The vector of a text whose terms are known already. */
export function embedTerms(words: readonly string[]): Float32Array {
  const vector = new Float32Array(builtinDimensions)
  const counts = new Map<string, number>()
  for (const term of words) counts.set(term, (counts.get(term) ?? 0) + 1)
  for (const [term, count] of counts) addWord(vector, term, count)
  let square = 0
  for (let at = 0; at < builtinDimensions; at += 1) square += (vector[at] ?? 0) ** 2
  if (square === 0) return vector
  const scale = 1 / Math.sqrt(square)
  for (let at = 0; at < builtinDimensions; at += 1) vector[at] = (vector[at] ?? 0) * scale
  return vector
}
