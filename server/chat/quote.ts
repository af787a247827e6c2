import type { CitablePassage } from '@/server/chat/passage'
import type { Citation } from '@/server/conversations/schema'
import { sentences } from '@/server/text/sentences'
import { terms } from '@/server/text/terms'

/** The claim that a marker stands behind: the last sentence of the answer so far. */
function claimBefore(answer: string): string {
  const text = answer.trimEnd()
  const last = sentences(text).findLast(({ start, end }) => terms(text.slice(start, end)).length > 0)
  return last === undefined ? text : text.slice(last.start, last.end)
}

/**
 * Finds the sentence of a passage that a claim rests on: the one that shares most of its terms, weighed by their rarity in the passage.
 * Needs no model, so it works with every one. Offsets are those of the document's text; without any overlap the first sentence is taken.
 */
function quoteIn(claim: string, hit: CitablePassage): { start: number; end: number; quote: string } {
  const wanted = new Set(terms(claim))
  const spans = sentences(hit.text).map((span) => ({ ...span, terms: new Set(terms(hit.text.slice(span.start, span.end))) }))
  const rarity = (term: string): number => 1 / spans.filter((span) => span.terms.has(term)).length
  let best = { start: 0, end: hit.text.length, score: -1 }
  for (const { start, end, terms: own } of spans) {
    const shared = [...own].filter((term) => wanted.has(term)).reduce((sum, term) => sum + rarity(term), 0)
    // Long sentences share more by chance.
    const score = shared / Math.sqrt(own.size + 5)
    if (score > best.score) best = { start, end, score }
  }
  return { start: hit.start + best.start, end: hit.start + best.end, quote: hit.text.slice(best.start, best.end) }
}

/** The citation of a passage for the text that was written up to its marker; its page is the quote's own. */
export function cite(passage: CitablePassage, ordinal: number, answerSoFar: string): Citation {
  const { kind, url, documentId, knowledgeBaseId, chunkId, version, documentName, headingPath, score, pageBreaks, contentHash } = passage
  const quoted = quoteIn(claimBefore(answerSoFar), passage)
  const page = pageBreaks.findLast(({ start }) => start <= quoted.start)?.page ?? passage.page
  const origin = { kind, url, documentId, knowledgeBaseId, chunkId, version, contentHash, documentName, page, headingPath }
  return { ordinal, ...origin, ...quoted, passage: passage.text, score, isWrong: false, change: null }
}
