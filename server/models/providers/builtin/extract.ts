import { isAnswerable } from '@/server/models/providers/builtin/evidence'
import { pick } from '@/server/models/providers/builtin/pick'
import { type PassageToQuote, read } from '@/server/models/providers/builtin/reading'

export interface QuotedSentence {
  readonly passageIndex: number
  /** In the passage's text, UTF-16. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly score: number
}

/**
 * At most two sentences, of at most two passages, that answer a question best. Empty when the passages are about something else.
 * No model is loaded and nothing is generated; English and Chinese alike.
 * @param passages best first, as retrieval gives them.
 */
export function extract(question: string, passages: readonly PassageToQuote[]): { sentences: QuotedSentence[] } {
  const reading = read(question, passages)
  if (!isAnswerable(reading)) return { sentences: [] }
  const chosen = pick(reading).map(({ passageIndex, start, end, text, score }) => ({ passageIndex, start, end, text, score }))
  // Sentences of one passage are read in its order.
  return { sentences: chosen.toSorted((a, b) => (a.passageIndex === b.passageIndex ? a.start - b.start : 0)) }
}
