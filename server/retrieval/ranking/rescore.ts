import { count, type Counts } from '@/server/retrieval/ranking/count'
import { type Asked, readQuestion } from '@/server/retrieval/ranking/question'
import type { Statistics } from '@/server/retrieval/ranking/statistics'

/** What each view of a passage counts beside its words, chosen on four sets at once (bench/retrieval.ts measures them). */
const weights = { words: 1, grams: 0.8, neighbours: 0.3, near: 0.3, sentence: 0.3 } as const
const weightSum = Object.values(weights).reduce((sum, weight) => sum + weight, 0)

/**
 * BM25F (Robertson & Zaragoza, 2009): a title says more with a word than the text below it, and is short by nature; a keyword was
 * given by the owner, who knows best.
 */
const words = { saturation: 1.5, bodyLength: 0.75, titleLength: 0.3, titleWeight: 2.5, keywordWeight: 6 } as const
const grams = { saturation: 2, length: 0.75 } as const

function saturate(frequency: number, saturation: number): number {
  return frequency === 0 ? 0 : (frequency * (saturation + 1)) / (frequency + saturation)
}

/** The length of a field against the mean, as BM25 divides frequencies by it. */
function relative(length: number, mean: number, strength: number): number {
  return 1 - strength + (strength * length) / Math.max(1, mean)
}

function wordScore(counts: Counts, { wordWeights }: Asked, statistics: Statistics): number {
  const title = words.titleWeight / relative(counts.titleLength, statistics.titleLength, words.titleLength)
  const body = 1 / relative(counts.bodyLength, statistics.bodyLength, words.bodyLength)
  const frequency = (at: number): number => (counts.title[at] ?? 0) * title + (counts.body[at] ?? 0) * body + (counts.keywords[at] ?? 0) * words.keywordWeight
  return wordWeights.reduce((sum, weight, at) => sum + weight * saturate(frequency(at), words.saturation), 0)
}

function gramScore(counts: Counts, { gramWeights }: Asked, statistics: Statistics): number {
  const length = relative(counts.titleLength + counts.bodyLength, statistics.titleLength + statistics.bodyLength, grams.length)
  return gramWeights.reduce((sum, weight, at) => sum + weight * saturate((counts.grams[at] ?? 0) / length, grams.saturation), 0)
}

function pairScore(found: ReadonlyMap<number, number>, { pairs }: Asked): number {
  let sum = 0
  for (const [pair, frequency] of found) sum += (pairs.get(pair) ?? 0) * saturate(frequency, grams.saturation)
  return sum
}

/** The weight of the question's words that a passage holds anywhere. */
function heldWeight(counts: Counts, { wordWeights }: Asked): number {
  return wordWeights.reduce((sum, weight, at) => ((counts.title[at] ?? 0) + (counts.body[at] ?? 0) + (counts.keywords[at] ?? 0) > 0 ? sum + weight : sum), 0)
}

/**
 * How well each passage answers to the words of a question, 0..1, in the order given: BM25F over the words of title, text and keywords,
 * BM25 over the character runs of the words, words that follow each other or stand near, and the best single sentence. Every view is
 * divided by its best value among the passages, so scores compare within one call only. Coverage compares between questions: the share
 * of the question's words, by weight, that the passage and its best sentence hold.
 * @param passages as `indexedTerms` writes them.
 */
export function rescore(question: string, passages: readonly string[], statistics: Statistics): { score: number; coverage: number }[] {
  const asked = readQuestion(question, statistics)
  const views = passages.map((passage) => {
    const counts = count(passage, asked)
    return {
      words: wordScore(counts, asked, statistics),
      grams: gramScore(counts, asked, statistics),
      pairs: weights.neighbours * pairScore(counts.ordered, asked) + weights.near * pairScore(counts.near, asked),
      sentence: counts.bestSentence,
      held: heldWeight(counts, asked),
    }
  })
  const best = (value: (view: (typeof views)[number]) => number): number => views.reduce((most, view) => Math.max(most, value(view)), 1e-9)
  const most = { words: best((view) => view.words), grams: best((view) => view.grams), sentence: best((view) => view.sentence) }
  const whole = Math.max(1e-9, asked.wordWeights.reduce((sum, weight) => sum + weight, 0))
  // Pairs are measured against the words they are made of: few questions have one, and one alone must not count as the best.
  return views.map((view) => {
    const sum = (weights.words * view.words + view.pairs) / most.words + (weights.grams * view.grams) / most.grams + (weights.sentence * view.sentence) / most.sentence
    return { score: Math.min(1, sum / weightSum), coverage: (view.held + view.sentence) / (2 * whole) }
  })
}
