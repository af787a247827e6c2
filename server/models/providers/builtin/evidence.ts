import { namesIn, numbersIn, tellingWords, type Word } from '@/server/models/providers/builtin/questionWords'
import { covered, readPassages, type Reading, weigh } from '@/server/models/providers/builtin/reading'

/**
 * What speaks for the passages being about a question, and against it: a logistic regression, fitted on one half of the questions of
 * three sets against questions of the others (bench/answers.ts).
 */
const weights = {
  /** How much of the question the first passage covers, as retrieval weighs words. */
  coverage: 12.6,
  /** The mean score of the passages behind it: high where many hold a few common words, and none is the one. */
  others: -6.3,
  /** Names and numbers of the question that it lacks. */
  namesMissing: -0.75,
  numbersMissing: -2.3,
  /** The share of its headings' words that are asked for. */
  headingAsked: 2.5,
  /** How many terms of the question it holds, and how many sentences it has to hold them by chance. */
  held: 0.05,
  sentences: -0.18,
  /** The question's telling words, the rarer among these passages the more: those it holds, and those that any passage holds. */
  wordsHeld: 1.85,
  wordsFound: 1.1,
  /** The question's terms in its sentences, on average: a passage about something says it more than once. */
  mean: 10.4,
} as const

/** What the evidence has to weigh, so that nineteen of twenty questions about something else are declined. */
const needed = 2.45

/** A passage without headings is taken to have usual ones. */
const usualHeadingAsked = 0.2
/** A long passage has no more to hold terms by. */
const mostSentences = 20
/** Where there are fewer passages, those that are not there are taken to be as good as this. */
const usualScore = 0.4
const othersRead = readPassages - 1

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const isIn = (held: ReadonlySet<string>, word: Word): boolean => word.every((term) => held.has(term))

/** What speaks for it, weighed; nothing does when there is nothing to read, or nothing is asked. */
function weightOfEvidence({ question, passages, weightOf }: Reading): number {
  const [first, ...others] = passages
  if (first === undefined || weightOf.size === 0) return -Infinity
  const missing = (words: readonly Word[]): number => words.filter((word) => !isIn(first.terms, word)).length
  const words = [...weigh(tellingWords(question), passages.flatMap(({ sentences }) => sentences), isIn)]
  const weightIn = (some: readonly { readonly terms: ReadonlySet<string> }[]): number => sum(words.map(([word, weight]) => (some.some(({ terms }) => isIn(terms, word)) ? weight : 0)))
  const headingTerms = [...first.heading]
  return sum([
    weights.coverage * first.coverage,
    weights.others * ((sum(others.map(({ score }) => score)) + usualScore * (othersRead - others.length)) / othersRead),
    weights.namesMissing * missing(namesIn(question)),
    weights.numbersMissing * missing(numbersIn(question)),
    weights.headingAsked * (headingTerms.length === 0 ? usualHeadingAsked : headingTerms.filter((term) => weightOf.has(term)).length / headingTerms.length),
    weights.held * [...weightOf.keys()].filter((term) => first.terms.has(term)).length,
    weights.sentences * Math.min(mostSentences, first.sentences.length),
    weights.wordsHeld * weightIn([first]),
    weights.wordsFound * weightIn(passages),
    weights.mean * (sum(first.sentences.map((sentence) => covered(weightOf, sentence.terms))) / Math.max(1, first.sentences.length)),
  ])
}

/** Whether the passages are about the question, rather than hold some of its words by chance. */
export function isAnswerable(reading: Reading): boolean {
  return weightOfEvidence(reading) >= needed
}
