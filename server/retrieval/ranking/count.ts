import { type Asked, notAsked, stopWord } from '@/server/retrieval/ranking/question'
import { eachGram, type Field, readRow, type RowReader } from '@/server/retrieval/ranking/scan'

/** Words of a pair that stand within so many terms of each other are near (the unordered window of Metzler & Croft, 2005). */
const nearTerms = 8

/** How often a passage holds what a question asks for. */
export interface Counts {
  readonly title: Float64Array
  readonly body: Float64Array
  readonly keywords: Float64Array
  readonly grams: Float64Array
  /** The question's pairs: as they stand in it, and in any order within a few terms. */
  readonly ordered: ReadonlyMap<number, number>
  readonly near: ReadonlyMap<number, number>
  readonly titleLength: number
  readonly bodyLength: number
  /** The weight of the question's words in the sentence that holds most of them, with those that it stands under. */
  readonly bestSentence: number
}

/** Reads a passage, as `indexedTerms` writes it, once. */
export function count(row: string, asked: Asked): Counts {
  const counter = new Counter(row, asked)
  readRow(row, counter)
  return counter
}

class Counter implements RowReader, Counts {
  readonly title: Float64Array
  readonly body: Float64Array
  readonly keywords: Float64Array
  readonly grams: Float64Array
  readonly ordered = new Map<number, number>()
  readonly near = new Map<number, number>()
  titleLength = 0
  bodyLength = 0
  bestSentence = 0
  private readonly row: string
  private readonly asked: Asked
  private readonly context = new Set<number>()
  /** The question's words of the sentence so far, and the places of their terms in it. */
  private seen: { readonly word: number; readonly at: number }[] = []
  private at = 0
  private previous: number = notAsked
  private readonly countGram: (gram: number) => void

  constructor(row: string, asked: Asked) {
    this.row = row
    this.asked = asked
    const size = asked.wordWeights.length
    this.title = new Float64Array(size)
    this.body = new Float64Array(size)
    this.keywords = new Float64Array(size)
    this.grams = new Float64Array(asked.gramWeights.length)
    this.countGram = (gram) => {
      const place = asked.gram(gram)
      if (place >= 0) this.grams[place] = (this.grams[place] ?? 0) + 1
    }
  }

  term(field: Field, start: number, end: number, hash: number, isAscii: boolean): void {
    if (field === 'title') this.titleLength += 1
    else if (field !== 'keywords') this.bodyLength += 1
    const word = this.asked.word(this.row, start, end, hash)
    if (word >= 0) this.countWord(field, word)
    // A stop word between two words does not part them, and looks like none of them.
    if (word !== stopWord) {
      if (isAscii && this.grams.length > 0) eachGram(this.row, start, end, this.countGram)
      this.previous = word
    }
    this.at += 1
  }

  /** Ends a sentence, or a field. */
  pause(field: Field): void {
    if (field !== 'context' && this.seen.length > 0) {
      let weight = 0
      for (const word of new Set([...this.context, ...this.seen.map((seen) => seen.word)])) weight += this.asked.wordWeights[word] ?? 0
      this.bestSentence = Math.max(this.bestSentence, weight)
    }
    if (this.seen.length > 0) this.seen = []
    this.at = 0
    this.previous = notAsked
  }

  private countWord(field: Field, word: number): void {
    const counts = field === 'title' ? this.title : field === 'keywords' ? this.keywords : this.body
    counts[word] = (counts[word] ?? 0) + 1
    if (field === 'context') this.context.add(word)
    this.countPairs(word)
    this.seen.push({ word, at: this.at })
  }

  private countPairs(word: number): void {
    const { pairs, wordWeights } = this.asked
    if (pairs.size === 0) return
    const follows = this.previous * wordWeights.length + word
    if (this.previous >= 0 && pairs.has(follows)) this.ordered.set(follows, (this.ordered.get(follows) ?? 0) + 1)
    for (const other of this.seen) {
      if (this.at - other.at >= nearTerms) continue
      const pair = pairs.has(other.word * wordWeights.length + word) ? other.word * wordWeights.length + word : word * wordWeights.length + other.word
      if (pairs.has(pair)) this.near.set(pair, (this.near.get(pair) ?? 0) + 1)
    }
  }
}
