import { answerHint } from '@/server/models/providers/builtin/questionType'
import { covered, type Reading, type Sentence } from '@/server/models/providers/builtin/reading'

/** Passages below these are rarely right, and only bring in chance matches. */
const quotedPassages = 4

/** What a sentence counts for, fitted on one half of the questions of three sets (bench/answers.ts). */
const weights = {
  /** The question's words that it holds: alone, with the headings above it, with these and the sentence before it. */
  own: 0.27,
  underHeading: 0.73,
  afterBefore: 0.66,
  /** Its passage: its score, its coverage, and what the passage holds anywhere, which is no merit of this sentence. */
  score: 0.85,
  coverage: 0.26,
  anywhere: -0.35,
  /** Whether it holds what is asked for: a date, a number, a name. */
  hint: 0.22,
  /** What a passage is about stands at its beginning. */
  place: -0.015,
} as const
const latestPlace = 12
/** What a second sentence counts for besides: the words that the first lacks, and its passage once more. */
const secondWeights = { fresh: 1, passage: 0.5 } as const

/** A heading of Markdown is never quoted; it lends its words to the sentence after it. */
const markdownHeading = /^\s*#{1,6}\s/

export interface Scored extends Sentence {
  readonly score: number
  readonly passageScore: number
}

function scored({ question, passages, weightOf }: Reading): Scored[] {
  const isAnswer = answerHint(question)
  return passages.slice(0, quotedPassages).flatMap(({ heading, terms: all, sentences, score, coverage }) => {
    const ofPassage = weights.score * score + weights.coverage * coverage + weights.anywhere * covered(weightOf, all)
    return sentences.map((sentence) => {
      const { terms: own, text, place } = sentence
      const words = weights.own * covered(weightOf, own) + weights.underHeading * covered(weightOf, own, heading) + weights.afterBefore * covered(weightOf, own, heading, sentences[place - 1]?.terms)
      return { ...sentence, passageScore: score, score: ofPassage + words + (isAnswer(text) ? weights.hint : 0) + weights.place * Math.min(place, latestPlace) }
    })
  })
}

/** The sentence that answers best, and the one that adds most of what it leaves open. */
export function pick(reading: Reading): Scored[] {
  const { weightOf } = reading
  const [first, ...others] = scored(reading).filter(({ text }) => !markdownHeading.test(text)).toSorted((a, b) => b.score - a.score)
  if (first === undefined) return []
  const held = covered(weightOf, first.terms)
  const gain = ({ terms, score, passageScore }: Scored): number => score + secondWeights.fresh * (covered(weightOf, first.terms, terms) - held) + secondWeights.passage * passageScore
  const [second] = others.map((sentence) => ({ sentence, gain: gain(sentence) })).toSorted((a, b) => b.gain - a.gain)
  return second === undefined ? [first] : [first, second.sentence]
}
