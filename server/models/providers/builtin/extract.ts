import { answerHint } from '@/server/models/providers/builtin/questionType'
import { sentences, type Span } from '@/server/text/sentences'
import { questionTerms, terms } from '@/server/text/terms'

export interface PassageToQuote {
  readonly text: string
  /** How well retrieval liked it, against the others; without it the order decides. */
  readonly score?: number
  /** 0..1: how much of the question it covers, as retrieval weighs words (retrieval/schema.ts); without it the passages themselves tell. */
  readonly coverage?: number
}

export interface QuotedSentence {
  readonly passageIndex: number
  /** In the passage's text, UTF-16. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly score: number
}

/** Passages below these are rarely right, and only bring in chance matches. */
const readPassages = 4
/**
 * Below `min` a question is about something else (bench/answers.ts). In a large base many passages hold some of the words of any
 * question: then the second and the eighth are nearly as good as the first, and the first has to cover more. Where scores are not
 * known, or there are fewer passages, they are taken to be as good as `usual`.
 */
const relevance = { min: -0.02, second: 0.2, eighth: 0.5, usual: 0.4 } as const
/** What a sentence counts for: the question's words that it holds, or it with the one before it, or the one after it; its passage; what the question asks for. */
const weights = { own: 0.55, withBefore: 0.45, after: 0.1, passage: 0.45, passageCoverage: 0.4, hint: 0.2 } as const
/** What a second sentence counts for besides: the words that the first lacks, and its passage once more. */
const secondWeights = { fresh: 1, passage: 0.5 } as const
/** Headings and fragments name the subject and say nothing about it. */
const shortTerms = 6
const shortPenalty = 0.1
/** A heading of Markdown is never quoted; it lends its words to the sentence after it. */
const markdownHeading = /^\s*#{1,6}\s/
const clauseEnd = /；$/

interface Sentence {
  readonly passageIndex: number
  readonly start: number
  readonly end: number
  readonly text: string
  readonly terms: ReadonlySet<string>
  readonly length: number
}

/** What is known of a passage: its score against the best, and how much of the question it covers. Both are 0..1. */
interface Fit {
  readonly score: number
  readonly coverage: number
}

/** Sentences as they are quoted: clauses between wide semicolons are hardly understood alone. */
function whole(text: string): Span[] {
  const spans: Span[] = []
  for (const { start, end } of sentences(text)) {
    const last = spans.at(-1)
    const continues = last !== undefined && clauseEnd.test(text.slice(last.start, last.end)) && !text.slice(last.end, start).includes('\n')
    if (continues) last.end = end
    else spans.push({ start, end })
  }
  return spans
}

function readSentences(passages: readonly PassageToQuote[]): Sentence[] {
  return passages.slice(0, readPassages).flatMap(({ text }, passageIndex) =>
    whole(text).map(({ start, end }) => {
      const found = terms(text.slice(start, end))
      return { passageIndex, start, end, text: text.slice(start, end), terms: new Set(found), length: found.length }
    }),
  )
}

/** How telling each of the question's terms is among these sentences: 0..1, together 1. */
function termWeights(question: string, all: readonly Sentence[]): Map<string, number> {
  const raw = questionTerms(question).map((term): [string, number] => {
    const frequency = all.filter((sentence) => sentence.terms.has(term)).length
    return [term, Math.log(1 + (all.length - frequency + 0.5) / (frequency + 0.5))]
  })
  const sum = raw.reduce((total, [, weight]) => total + weight, 0)
  return new Map(raw.map(([term, weight]) => [term, weight / Math.max(sum, 1e-9)]))
}

function covered(weightOf: ReadonlyMap<string, number>, ...held: readonly (ReadonlySet<string> | undefined)[]): number {
  let sum = 0
  for (const [term, weight] of weightOf) if (held.some((set) => set?.has(term) === true)) sum += weight
  return sum
}

function fitsOf(passages: readonly PassageToQuote[], all: readonly Sentence[], weightOf: ReadonlyMap<string, number>): Fit[] {
  const best = Math.max(1e-9, ...passages.map(({ score }) => score ?? 0))
  return passages.map(({ score, coverage }, place) => {
    const own = all.filter((sentence) => sentence.passageIndex === place).map((sentence) => sentence.terms)
    // Halved between the whole passage and its best sentence.
    const ownCoverage = (): number => (covered(weightOf, ...own) + Math.max(0, ...own.map((held) => covered(weightOf, held)))) / 2
    return { score: score === undefined ? 1 / (1 + 0.2 * place) : score / best, coverage: coverage ?? ownCoverage() }
  })
}

function isRelevant(fits: readonly Fit[]): boolean {
  const { min, second, eighth, usual } = relevance
  const others = second * (fits[1]?.score ?? usual) + eighth * (fits[7]?.score ?? usual)
  return Math.max(0, ...fits.map(({ coverage }) => coverage)) - others >= min
}

/** A score for each sentence: the question's words in it and beside it, its passage, and whether it holds what the question asks for. */
function scoreAll(question: string, fits: readonly Fit[], all: readonly Sentence[], weightOf: ReadonlyMap<string, number>): number[] {
  const isAnswer = answerHint(question)
  const beside = (at: number, step: number): ReadonlySet<string> | undefined => (all[at + step]?.passageIndex === all[at]?.passageIndex ? all[at + step]?.terms : undefined)
  return all.map(({ terms: own, text, length, passageIndex }, at) => {
    const fit = fits[passageIndex]
    const words = weights.own * covered(weightOf, own) + weights.withBefore * covered(weightOf, own, beside(at, -1)) + weights.after * covered(weightOf, beside(at, 1))
    const passage = weights.passage * (fit?.score ?? 0) + weights.passageCoverage * (fit?.coverage ?? 0)
    return words + passage + (isAnswer(text) ? weights.hint : 0) - (length < shortTerms ? shortPenalty : 0)
  })
}

/**
 * At most two sentences, of at most two passages, that answer a question best: the best one, then the one that adds most of what it
 * leaves open. Empty when the passages are about something else. Nothing is learned or generated; English and Chinese alike.
 * @param passages best first, as retrieval gives them.
 */
export function extract(question: string, passages: readonly PassageToQuote[]): { sentences: QuotedSentence[] } {
  const all = readSentences(passages)
  const weightOf = termWeights(question, all)
  const fits = fitsOf(passages, all, weightOf)
  if (!isRelevant(fits)) return { sentences: [] }
  const scores = scoreAll(question, fits, all, weightOf)
  const scored = all
    .map((sentence, at) => ({ ...sentence, score: scores[at] ?? 0 }))
    .filter(({ text }) => !markdownHeading.test(text))
    .toSorted((a, b) => b.score - a.score)
  const [first, ...others] = scored
  if (first === undefined) return { sentences: [] }
  const gain = (sentence: (typeof scored)[number]): number => {
    const held = covered(weightOf, first.terms, sentence.terms) - covered(weightOf, first.terms)
    return sentence.score + secondWeights.fresh * held + secondWeights.passage * (fits[sentence.passageIndex]?.score ?? 0)
  }
  const [second] = others.map((sentence) => ({ sentence, gain: gain(sentence) })).toSorted((a, b) => b.gain - a.gain)
  const chosen = [first, ...(second === undefined ? [] : [second.sentence])].map(({ passageIndex, start, end, text, score }) => ({ passageIndex, start, end, text, score }))
  // Sentences of one passage are read in its order.
  return { sentences: chosen.toSorted((a, b) => (a.passageIndex === b.passageIndex ? a.start - b.start : 0)) }
}
