import { answerHint } from '@/server/models/providers/builtin/questionType'
import { sentences } from '@/server/text/sentences'
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
 * Below these a question is about something else (bench/answers.ts). A passage that stands out from the eighth needs to cover less:
 * in a large base many passages hold some of the words of any question, but then none of them stands out.
 */
const minCoverage = 0.33
const standingOut = { place: 8, weight: 0.6, min: 0.69 } as const
/** What a sentence counts for beside the words it shares with the question, and what its neighbours lend it. */
const weights = { passage: 1, hint: 0.1, before: 0.1, after: 0.05, length: 0.05, fresh: 1, samePassage: 0.1 } as const
/** Headings and fragments name the subject and say nothing about it. */
const shortTerms = 6
const shortPenalty = 0.2
/** A heading of Markdown is never quoted; it lends its words to the sentence after it. */
const markdownHeading = /^\s*#{1,6}\s/

interface Sentence {
  readonly passageIndex: number
  readonly start: number
  readonly end: number
  readonly text: string
  readonly terms: ReadonlySet<string>
  readonly length: number
}

function readSentences(passages: readonly PassageToQuote[]): Sentence[] {
  return passages.slice(0, readPassages).flatMap(({ text }, passageIndex) =>
    sentences(text).map(({ start, end }) => {
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

function covered(weightOf: ReadonlyMap<string, number>, holds: (term: string) => boolean): number {
  let sum = 0
  for (const [term, weight] of weightOf) if (holds(term)) sum += weight
  return sum
}

/** How much of the question the passages cover: the best of them, halved between the whole passage and its best sentence. */
function bestCoverage(passages: readonly PassageToQuote[], all: readonly Sentence[], weightOf: ReadonlyMap<string, number>, bySentence: readonly number[]): number {
  const byPassage = passages.slice(0, readPassages).map((_, index) => {
    const own = all.filter((sentence) => sentence.passageIndex === index)
    return covered(weightOf, (term) => own.some((sentence) => sentence.terms.has(term)))
  })
  return (Math.max(0, ...byPassage) + Math.max(0, ...bySentence)) / 2
}

function isRelevant(passages: readonly PassageToQuote[], ownCoverage: number): boolean {
  const told = passages.flatMap(({ coverage }) => coverage ?? [])
  const coverage = told.length > 0 ? Math.max(...told) : ownCoverage
  const [best, other] = [passages[0]?.score, passages[standingOut.place - 1]?.score]
  if (best === undefined || other === undefined) return coverage >= minCoverage
  return coverage + standingOut.weight * (1 - other / Math.max(best, 1e-9)) >= standingOut.min
}

/** A score for each sentence: the question's words in it and beside it, its passage's place, and what the question asks for. */
function scoreAll(question: string, passages: readonly PassageToQuote[], all: readonly Sentence[], coverage: readonly number[]): number[] {
  const isAnswer = answerHint(question)
  const best = Math.max(1e-9, ...passages.map(({ score }) => score ?? 0))
  const beside = (at: number, step: number): number => (all[at + step]?.passageIndex === all[at]?.passageIndex ? (coverage[at + step] ?? 0) : 0)
  return all.map((sentence, at) => {
    const passage = (passages[sentence.passageIndex]?.score ?? best / (1 + 0.2 * sentence.passageIndex)) / best
    return (
      (coverage[at] ?? 0) +
      weights.before * beside(at, -1) +
      weights.after * beside(at, 1) +
      weights.passage * passage +
      (isAnswer(sentence.text) ? weights.hint : 0) +
      weights.length * Math.log(1 + sentence.length) -
      (sentence.length < shortTerms ? shortPenalty : 0)
    )
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
  const coverage = all.map((sentence) => covered(weightOf, (term) => sentence.terms.has(term)))
  if (!isRelevant(passages, bestCoverage(passages, all, weightOf, coverage))) return { sentences: [] }
  const scored = scoreAll(question, passages, all, coverage)
    .map((score, at) => ({ at, score }))
    .filter(({ at }) => !markdownHeading.test(all[at]?.text ?? ''))
    .toSorted((a, b) => b.score - a.score)
  const [first] = scored
  const firstSentence = first === undefined ? undefined : all[first.at]
  if (first === undefined || firstSentence === undefined) return { sentences: [] }
  const withFresh = scored.slice(1).map(({ at, score }) => {
    const fresh = covered(weightOf, (term) => all[at]?.terms.has(term) === true && !firstSentence.terms.has(term))
    const isSame = all[at]?.passageIndex === firstSentence.passageIndex
    return { at, score, gain: score + weights.fresh * fresh + (isSame ? weights.samePassage : 0) }
  })
  const [second] = withFresh.toSorted((a, b) => b.gain - a.gain)
  const chosen = [first, ...(second === undefined ? [] : [second])].flatMap(({ at, score }) => {
    const sentence = all[at]
    return sentence === undefined ? [] : [{ passageIndex: sentence.passageIndex, start: sentence.start, end: sentence.end, text: sentence.text, score }]
  })
  // Sentences of one passage are read in its order.
  return { sentences: chosen.toSorted((a, b) => (a.passageIndex === b.passageIndex ? a.start - b.start : 0)) }
}
