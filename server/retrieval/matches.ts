import { normalise } from '@/server/text/normalise'
import { isStopWord, questionTerms, spansOf } from '@/server/text/terms'

const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u
const single = /^.$/u
const words = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * The terms of a question that passages are searched for and marked by: of Chinese and other unspaced scripts no single character that is
 * only a part of a word there, and no pair with a word that says nothing. They stand in so many passages that finding them takes as long
 * as all the rest, and finds nothing (recall and order of four sets stay the same); ranking/rescore.ts reads them all.
 */
export function tellingTermsOf(question: string): Set<string> {
  const segments = [...words.segment(normalise(question))].map(({ segment }) => (unspaced.test(segment) && isStopWord(segment) ? ' ' : segment))
  const wanted = questionTerms(segments.join('')).filter((term) => !(single.test(term) && unspaced.test(term)) || segments.includes(term))
  return new Set(wanted.length > 0 ? wanted : questionTerms(question))
}

/** Where such terms stand in a text: [start, end) in UTF-16 code units, in order, not touching. */
export function matchesIn(tellingTerms: ReadonlySet<string>, text: string): [number, number][] {
  return spansOf(tellingTerms, text).map(({ start, end }) => [start, end])
}
