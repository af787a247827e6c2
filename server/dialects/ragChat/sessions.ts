import type { Actor } from '@/server/auth/actor'
import { type CitedPassage, citedIn } from '@/server/citations/cited'
import { type LastContext, lastContexts } from '@/server/conversations/lastContext'
import type { Conversation, Message } from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import type { Route } from '@/server/dialects/dialect'
import { knownId } from '@/server/dialects/knownId'
import { pageOf } from '@/server/dialects/pageOf'
import { citationsOf, toCitation } from '@/server/dialects/ragChat/citation'

/** What belongs to sessions beside themselves. */
async function companionsOf(actor: Actor, ids: readonly string[]) {
  const [cited, contexts] = await Promise.all([citedIn(actor, ids), lastContexts(actor, ids)])
  return { cited, contexts }
}

interface Companions {
  readonly cited: ReadonlyMap<string, readonly CitedPassage[]>
  readonly contexts: ReadonlyMap<string, LastContext>
}

function toSession({ userId }: Actor, { id, title, systemPrompt, createdAt, updatedAt, modelId, assistantId }: Conversation, { cited, contexts }: Companions) {
  const context = contexts.get(id)
  return {
    id,
    user_id: userId,
    system_prompt: systemPrompt,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
    title,
    memory_key: null,
    last_context: context === undefined ? null : { question: context.question, dataset_ids: context.knowledgeBaseIds, context_ids: context.chunkIds },
    metadata: { model_id: modelId, assistant_id: assistantId },
    relevant_documents: (cited.get(id) ?? []).map(toCitation),
  }
}

async function toMessage(actor: Actor, { id, conversationId, role, content, status, modelId, createdAt, citations, activity }: Message) {
  const hits = activity?.retrieval?.hits
  const cited = citations.length === 0 ? null : await citationsOf(actor, citations)
  return {
    id,
    session_id: conversationId,
    role,
    content,
    metadata: { status, model_id: modelId },
    created_at: createdAt.toISOString(),
    memory_key: null,
    sources: citations.length === 0 ? null : citations.map(({ ordinal, documentId, documentName, page, url, quote, score }) => ({ ordinal, document_id: documentId, filename: documentName, page_number: page, url, content: quote, score })),
    context_ids: hits?.map(({ chunkId }) => chunkId) ?? null,
    relevance_score: hits === undefined || hits.length === 0 ? null : (1 + Math.max(...hits.map(({ relevance }) => relevance))) / 2,
    user_id: actor.userId,
    cited_documents: cited,
  }
}

export const sessionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/chat/sessions',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, query }) => {
      const { items, totalCount } = await conversations.all(actor, { sortBy: 'updatedAt', ...pageOf(query) })
      const companions = await companionsOf(actor, items.map(({ id }) => id))
      return Response.json({ sessions: items.map((item) => toSession(actor, item, companions)), total_count: totalCount })
    },
  },
  {
    method: 'GET',
    path: '/chat/sessions/:session_id',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, params }) => {
      const conversation = await conversations.get(actor, knownId(params.session_id, 'session'))
      const session = toSession(actor, conversation, await companionsOf(actor, [conversation.id]))
      return Response.json({ session, messages: await Promise.all(conversation.messages.map((message) => toMessage(actor, message))) })
    },
  },
  {
    method: 'DELETE',
    path: '/chat/sessions/:session_id',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, params }) => {
      await conversations.remove(actor, knownId(params.session_id, 'session'))
      return Response.json({ message: 'Chat session deleted successfully' })
    },
  },
  {
    method: 'GET',
    path: '/documents/session/:session_id',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, params }) => {
      const { id } = await conversations.find(actor, knownId(params.session_id, 'session'))
      const cited = (await citedIn(actor, [id])).get(id) ?? []
      const documents = cited.map(({ documentId, index, documentName, page }) => ({ document_id: documentId, chunk_index: index, document_name: documentName, page_number: page }))
      return Response.json({ documents, total_count: documents.length })
    },
  },
]
