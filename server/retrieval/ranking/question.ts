import { gramsOf, termHash } from '@/server/retrieval/ranking/scan'
import { inverseFrequency, type Statistics } from '@/server/retrieval/ranking/statistics'
import { stopWords } from '@/server/text/stopWords'
import { isStopWord, terms } from '@/server/text/terms'

/** What a question asks of the terms of a passage. */
export interface Asked {
  /** The weight of each of its different words, by their order. */
  readonly wordWeights: readonly number[]
  /** The weight of each of its different character runs. */
  readonly gramWeights: readonly number[]
  /** Words that follow each other in it, as `first * words + second`, and the weight of each pair. */
  readonly pairs: ReadonlyMap<number, number>
  /** The place of the word that stands in a row between two offsets, -1 for any other, -2 for a stop word. */
  word(row: string, start: number, end: number, hash: number): number
  /** The place of a character run, -1 for one that the question does not hold. */
  gram(gram: number): number
}

export const notAsked = -1
export const stopWord = -2

const isSpaced = /^[\p{L}\p{N}]/u
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

const stopTerms = new Set([...stopWords].flatMap(terms))

/** Most terms of a passage are not asked for: a bit for each hash says so without a look-up. */
class Filter {
  private readonly bits = new Uint8Array(1 << 14)

  add(value: number): void {
    this.bits[(value ^ (value >>> 14)) & 0x3fff] = 1
  }

  mayHold(value: number): boolean {
    return this.bits[(value ^ (value >>> 14)) & 0x3fff] === 1
  }
}

/** Reads a question once for all the passages that it is held against. */
export function readQuestion(question: string, statistics: Statistics): Asked {
  const sequence = terms(question)
  const telling = sequence.filter((term) => !isStopWord(term))
  const order = telling.length > 0 ? telling : sequence
  const wordAt = new Map([...new Set(order)].map((term, at) => [term, at]))
  const gramAt = new Map([...new Set(order.flatMap(gramsOf))].map((gram, at) => [gram, at]))
  const wordWeights = [...wordAt.keys()].map((term) => inverseFrequency(statistics.rows, statistics.frequency(term)))
  return {
    wordWeights,
    gramWeights: [...gramAt.keys()].map((gram) => inverseFrequency(statistics.rows, statistics.gramFrequency(gram))),
    pairs: pairsOf(order, wordAt, wordWeights),
    word: wordFinder(wordAt),
    gram: gramFinder(gramAt),
  }
}

function pairsOf(order: readonly string[], wordAt: ReadonlyMap<string, number>, wordWeights: readonly number[]): Map<number, number> {
  const pairs = new Map<number, number>()
  order.forEach((term, at) => {
    const first = wordAt.get(term) ?? -1
    const second = wordAt.get(order[at + 1] ?? '') ?? -1
    // Unspaced scripts have their pairs among the terms already.
    if (second < 0 || unspaced.test(term) || !isSpaced.test(term)) return
    pairs.set(first * wordAt.size + second, Math.min(wordWeights[first] ?? 0, wordWeights[second] ?? 0))
  })
  return pairs
}

function wordFinder(wordAt: ReadonlyMap<string, number>): Asked['word'] {
  const known = new Map<number, { readonly term: string; readonly place: number }>()
  const filter = new Filter()
  for (const term of [...stopTerms, ...wordAt.keys()]) {
    const hash = termHash(term)
    known.set(hash, { term, place: wordAt.get(term) ?? stopWord })
    filter.add(hash)
  }
  return (row, start, end, hash) => {
    const found = filter.mayHold(hash) ? known.get(hash) : undefined
    return found !== undefined && found.term.length === end - start && row.startsWith(found.term, start) ? found.place : notAsked
  }
}

function gramFinder(gramAt: ReadonlyMap<number, number>): Asked['gram'] {
  const filter = new Filter()
  for (const gram of gramAt.keys()) filter.add(gram)
  return (gram) => (filter.mayHold(gram) ? (gramAt.get(gram) ?? notAsked) : notAsked)
}
