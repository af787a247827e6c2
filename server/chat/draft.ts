import type { AnswerPiece } from '@/server/chat/markers'
import { nothingYet } from '@/server/chat/gather'
import type { CitablePassage } from '@/server/chat/passage'
import { cite } from '@/server/chat/quote'
import type { AnswerDraft } from '@/server/conversations/answers'

export const emptyDraft: AnswerDraft = { text: '', activity: nothingYet, citations: [] }

/**
 * The draft with one more piece. Sources are numbered in the order in which the answer first names them, so the passages
 * that the model was given but did not use leave no gaps. Each sentence that is quoted is a source of its own: a number opens at
 * the sentence that its statement rests on.
 */
export function grown(draft: AnswerDraft, piece: AnswerPiece, hits: readonly CitablePassage[]): AnswerDraft {
  // PostgreSQL keeps no NUL, and nobody reads one.
  if ('text' in piece) return { ...draft, text: draft.text + piece.text.replaceAll('\0', '') }
  const hit = hits[piece.passage - 1]
  if (hit === undefined) return draft
  const found = cite(hit, draft.citations.length + 1, draft.text)
  const known = draft.citations.find(({ chunkId, url, start }) => chunkId === found.chunkId && url === found.url && start === found.start)
  const citation = known ?? found
  return {
    ...draft,
    text: `${draft.text}[${citation.ordinal}]`,
    citations: known === undefined ? [...draft.citations, citation] : draft.citations,
  }
}
