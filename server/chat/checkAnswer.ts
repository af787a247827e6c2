import type { CitablePassage } from '@/server/chat/passage'
import { textOf } from '@/server/chat/prompt'
import type { CheckedSource } from '@/server/chat/support/readSource'
import { supportOf } from '@/server/chat/support/support'
import type { AnswerDraft } from '@/server/conversations/answers'
import type { Citation, Support } from '@/server/conversations/schema'
import { log } from '@/server/log'

/**
 * Which sentences of an answer its sources support; null when there is nothing to hold them against. An answer that cites nothing is held
 * against the passages that the model was given.
 */
export async function checkAnswer({ text, citations }: AnswerDraft, hits: readonly CitablePassage[]): Promise<Support> {
  const sources = citations.length > 0 ? citations.map((citation) => cited(citation, hits)) : hits.map((hit) => ({ ordinal: null, title: titleOf(hit), text: textOf(hit) }))
  if (sources.length === 0) return null
  try {
    return await supportOf(text, sources)
  } catch (error) {
    // The answer is good without it.
    log.error('an answer could not be held against its sources', error)
    return null
  }
}

/** A source with all that the model was shown of it. */
function cited(citation: Citation, hits: readonly CitablePassage[]): CheckedSource {
  const hit = hits.find(({ chunkId, url, text }) => chunkId === citation.chunkId && url === citation.url && text === citation.passage)
  return { ordinal: citation.ordinal, title: titleOf(citation), text: hit === undefined ? citation.passage : textOf(hit) }
}

const titleOf = ({ documentName, headingPath }: Pick<Citation, 'documentName' | 'headingPath'>): string => [documentName, ...headingPath].join('\n')
