import { sentences, type Span } from '@/server/text/sentences'
import { questionTerms, terms } from '@/server/text/terms'

export interface PassageToQuote {
  readonly text: string
  /** The headings that it stands under: what it is about, often in words that it does not repeat. */
  readonly headingPath?: readonly string[]
  /** How well retrieval liked it, against the others; without it the order decides. */
  readonly score?: number
  /** 0..1: how much of the question it covers, as retrieval weighs words (retrieval/schema.ts); without it the passages themselves tell. */
  readonly coverage?: number
}

export interface Sentence extends Span {
  readonly passageIndex: number
  /** Its place in its passage. */
  readonly place: number
  readonly text: string
  readonly terms: ReadonlySet<string>
}

/** A passage as it is held against a question. */
export interface Read {
  /** The terms of its headings, and those of its headings and text. */
  readonly heading: ReadonlySet<string>
  readonly terms: ReadonlySet<string>
  readonly sentences: readonly Sentence[]
  /** Its score against the best, 0..1. */
  readonly score: number
  readonly coverage: number
}

export interface Reading {
  readonly question: string
  /** Best first. */
  readonly passages: readonly Read[]
  /** How telling each of the question's terms is among all sentences: 0..1, together 1. */
  readonly weightOf: ReadonlyMap<string, number>
}

/** What is behind these tells nothing more about the first ones. */
export const readPassages = 8

const clauseEnd = /；$/

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

function sentencesOf(text: string, passageIndex: number): Sentence[] {
  return whole(text).map(({ start, end }, place) => ({ passageIndex, place, start, end, text: text.slice(start, end), terms: new Set(terms(text.slice(start, end))) }))
}

/** How telling words are among sentences, the rarer the more: 0..1, together 1. */
export function weigh<Word>(words: readonly Word[], all: readonly Sentence[], isIn: (held: ReadonlySet<string>, word: Word) => boolean): Map<Word, number> {
  const raw = words.map((word): [Word, number] => {
    const frequency = all.filter((sentence) => isIn(sentence.terms, word)).length
    return [word, Math.log(1 + (all.length - frequency + 0.5) / (frequency + 0.5))]
  })
  const sum = raw.reduce((total, [, weight]) => total + weight, 0)
  return new Map(raw.map(([word, weight]) => [word, weight / Math.max(sum, 1e-9)]))
}

/** The weight of the terms that any of some sets holds. */
export function covered(weightOf: ReadonlyMap<string, number>, ...held: readonly (ReadonlySet<string> | undefined)[]): number {
  let sum = 0
  for (const [term, weight] of weightOf) if (held.some((set) => set?.has(term) === true)) sum += weight
  return sum
}

/** Reads passages, best first, for a question. */
export function read(question: string, given: readonly PassageToQuote[]): Reading {
  const passages = given.slice(0, readPassages)
  const found = passages.map(({ text }, at) => sentencesOf(text, at))
  const weightOf = weigh(questionTerms(question), found.flat(), (held, term) => held.has(term))
  const best = Math.max(1e-9, ...passages.map(({ score }) => score ?? 0))
  return {
    question,
    weightOf,
    passages: passages.map(({ headingPath = [], score, coverage }, at) => {
      const own = found[at] ?? []
      const heading = new Set(terms(headingPath.join('\n')))
      const all = new Set([...heading, ...own.flatMap((sentence) => [...sentence.terms])])
      // Halved between the whole passage and its best sentence.
      const ownCoverage = (): number => (covered(weightOf, all) + Math.max(0, ...own.map((sentence) => covered(weightOf, sentence.terms)))) / 2
      return { heading, terms: all, sentences: own, score: score === undefined ? 1 / (1 + 0.2 * at) : score / best, coverage: coverage ?? ownCoverage() }
    }),
  }
}
