import { setImmediate as breathe } from 'node:timers/promises'
import { claimsIn } from '@/server/chat/support/claims'
import { type Quantity, quantitiesIn, saysQuantity } from '@/server/chat/support/quantities'
import { contradicts } from '@/server/chat/support/contradicts'
import { namesIn, said, saysName, saysWideNames, type Word, wordsIn } from '@/server/chat/support/words'
import type { SentenceSupport } from '@/server/conversations/schema'
import { type CheckedSource, isForeign, type ReadSource, readSource } from '@/server/chat/support/readSource'
import { Vocabulary } from '@/server/chat/support/vocabulary'
import { terms } from '@/server/text/terms'

/** How much of a sentence its sources have to say (chosen and measured in support.test.ts). */
export const minScore = 0.6
/** A sentence says what some sentences of its source say that stand together; what is scattered over all of it counts a little less. */
const scattered = 0.85
/** Below this no source comes near. */
const nearScore = 0.3

/**
 * Whether the sources of an answer say what its sentences claim, a verdict for each sentence that claims something. Without a model: the
 * sentence's words have to stand together in a source, its numbers and names have to be there, and it must not deny what the source says.
 * A sentence with markers is held against the sources that it names, one without against all. In another language than its sources only
 * numbers can be compared: a sentence whose numbers are right gets no verdict, and neither does one with nothing in it to compare.
 */
export async function supportOf(answer: string, sources: readonly CheckedSource[]): Promise<SentenceSupport[]> {
  const read = sources.map(readSource)
  const found: SentenceSupport[] = []
  let since = performance.now()
  for (const { start, end, text, ordinals } of claimsIn(answer).slice(0, mostClaims)) {
    const named = read.filter(({ ordinal }) => ordinal !== null && ordinals.includes(ordinal))
    const verdict = verdictOf(text, named.length > 0 ? named : read)
    if (verdict !== null) found.push({ start, end, ...verdict })
    if (performance.now() - since < breathMs) continue
    await breathe()
    since = performance.now()
  }
  return found
}

/** Nobody steps through more. */
const mostClaims = 500
/** A long answer with many sources takes a second: others are served in between. */
const breathMs = 20

type Verdict = Pick<SentenceSupport, 'supported' | 'ordinal' | 'score'>

function verdictOf(claim: string, sources: readonly ReadSource[]): Verdict | null {
  const wanted = quantitiesIn(claim, { isStrict: true })
  const quantities = sources.flatMap((source) => source.quantities)
  const isMeasured = wanted.every((quantity) => saysQuantity(quantities, quantity))
  if (sources.every((source) => isForeign(claim, source))) return isMeasured ? null : { supported: false, ordinal: null, score: 0 }
  const words = wordsIn(claim)
  if (words.length + wanted.length === 0) return null
  const scores = bestOf(words, wanted, sources)
  const [best] = scores
  const score = Math.max(best?.score ?? 0, together(words, wanted, scores))
  const isNamed = namesIn(claim).every((name) => sources.some(({ all }) => saysName(name, all))) && sources.some(({ all }) => saysWideNames(claim, all))
  const isDenied = contradicts(claim, best?.source.statements ?? [], (text) => weighed(words, new Vocabulary(terms(text)), []))
  return {
    supported: isMeasured && isNamed && !isDenied && score >= minScore,
    ordinal: score < nearScore ? null : (best?.source.ordinal ?? null),
    score: Math.round(score * 1_000) / 1_000,
  }
}

interface Score {
  readonly score: number
  /** The part of the source that says most. */
  readonly window: Vocabulary
  readonly source: ReadSource
}

/** More sources than these hold some of the words of anything. */
const joinedSources = 3

/** The sources that say most of some words, the best first. */
function bestOf(words: readonly Word[], wanted: readonly Quantity[], sources: readonly ReadSource[]): Score[] {
  const judged = sources.map((source) => {
    const areSaid = wanted.map((quantity) => saysQuantity(source.quantities, quantity))
    return { source, areSaid, whole: weighed(words, source.all, areSaid) }
  })
  let highest = 0
  const scores: Score[] = []
  for (const { source, areSaid, whole } of judged.toSorted((a, b) => b.whole - a.whole)) {
    // No part of a source says more than the whole, so one that says less than the best part so far is out.
    if (scores.length >= joinedSources && whole <= highest) break
    let best: Score = { score: scattered * whole, window: source.all, source }
    for (const window of source.windows) {
      const score = weighed(words, window, areSaid)
      if (score > best.score) best = { score, window, source }
    }
    highest = Math.max(highest, best.score)
    scores.push(best)
  }
  return scores.toSorted((a, b) => b.score - a.score).slice(0, joinedSources)
}

/** What the best parts of several sources say together. */
function together(words: readonly Word[], quantities: readonly Quantity[], scores: readonly Score[]): number {
  if (scores.length < 2) return 0
  const all = scores.flatMap(({ source }) => source.quantities)
  const areSaid = quantities.map((quantity) => saysQuantity(all, quantity))
  return scattered * shareOf(words.map((word) => ({ word, share: Math.max(...scores.map(({ window }) => said(word, window))) })), areSaid)
}

const weighed = (words: readonly Word[], text: Vocabulary, areSaid: readonly boolean[]): number =>
  shareOf(words.map((word) => ({ word, share: said(word, text) })), areSaid)

/** A number counts for as much as two words. */
const quantityWeight = 2

function shareOf(words: readonly { word: Word; share: number }[], areSaid: readonly boolean[]): number {
  const total = words.reduce((sum, { word }) => sum + word.weight, areSaid.length * quantityWeight)
  const found = words.reduce((sum, { word, share }) => sum + word.weight * share, areSaid.filter(Boolean).length * quantityWeight)
  return total === 0 ? 1 : found / total
}
