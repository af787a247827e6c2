import type { z } from 'zod'
import { positionsOf } from '@/server/dialects/ragflow/chunkFields'
import { aggregated } from '@/server/dialects/ragflow/retrieval'
import { hexOf, type Spelling, timesOf } from '@/server/dialects/ragflow/wire'
import type { Activity, Citation, conversationWithMessagesSchema, Message } from '@/server/conversations/schema'

type Cited = Pick<Message, 'citations' | 'activity'>

/** A marker of ours, `[2]`, as RAGFlow writes it: the number of its passage from 0. Those in code are code. */
export function withMarks(text: string, citations: readonly Citation[], spelling: Spelling): string {
  if (citations.length === 0) return text
  const places = new Map(citations.map(({ ordinal }, place) => [String(ordinal), place]))
  return text.replaceAll(/```[\s\S]*?(?:```|$)|`[^`\n]*`|( ?)\[(\d{1,4})\]/g, (found, space: string | undefined, ordinal: string | undefined) => {
    const place = ordinal === undefined ? undefined : places.get(ordinal)
    if (place === undefined) return found
    return spelling === 'seed' ? ` ##${place}$$` : `${space ?? ''}[ID:${place}]`
  })
}

/** The passages that an answer names; nothing where it names none. */
export function referenceOf({ citations, activity }: Cited) {
  if (citations.length === 0) return {}
  return { total: citations.length, chunks: chunksOf({ citations, activity }), doc_aggs: aggregated(citations) }
}

function chunksOf({ citations, activity }: Cited) {
  return citations.map((citation) => {
    const hit = hitOf(activity, citation)
    return {
      id: citation.chunkId === null ? '' : hexOf(citation.chunkId),
      content: citation.passage,
      document_id: citation.documentId === null ? '' : hexOf(citation.documentId),
      document_name: citation.documentName,
      dataset_id: citation.knowledgeBaseId === null ? '' : hexOf(citation.knowledgeBaseId),
      image_id: '',
      url: citation.url,
      similarity: hit?.relevance ?? citation.score,
      vector_similarity: hit?.similarity ?? 0,
      term_similarity: hit?.coverage ?? 0,
      positions: positionsOf(citation.page),
    }
  })
}

const hitOf = (activity: Activity | null, { chunkId }: Citation) => activity?.retrieval?.hits.find((hit) => hit.chunkId === chunkId)

/** A conversation with an assistant in the words of RAGFlow. */
export function sessionOf(conversation: z.infer<typeof conversationWithMessagesSchema>, spelling: Spelling) {
  const chat = hexOf(conversation.assistantId ?? '')
  return {
    id: hexOf(conversation.id),
    name: conversation.title,
    chat_id: chat,
    ...(spelling === 'today' ? { chat } : {}),
    messages: conversation.messages.filter(({ role }) => role !== 'system').map((message) => messageOf(message, spelling)),
    ...timesOf(conversation),
  }
}

function messageOf(message: Message, spelling: Spelling) {
  const shown = { id: hexOf(message.id), role: message.role, content: withMarks(message.content, message.citations, spelling), created_at: message.createdAt.getTime() / 1_000 }
  if (message.role !== 'assistant') return shown
  return { ...shown, reference: chunksOf(message), ...(message.feedback === null ? {} : { thumbup: message.feedback === 'up', feedback: message.feedbackText ?? '' }) }
}
