// The conversations of an assistant. Renaming and deleting one is what conversations can do anyway.
import { type Actor, visibleTo } from '@/server/auth/actor'
import type { SessionDraft } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import { pageOf } from '@/server/conversations/listing'
import type { ConversationPage } from '@/server/conversations/schema'
import { db } from '@/server/database'
import { newId } from '@/server/ids'

/** Begins a conversation in which the assistant has said its opener, and nobody has asked anything. Returns its id. */
export async function create(actor: Actor, { assistantId, title, variables }: SessionDraft): Promise<string> {
  const { opener, modelId, knowledgeBaseIds, searchesWeb } = await assistants.get(actor, assistantId)
  const [id, openerId] = [newId(), newId()]
  const owner = visibleTo(actor)
  const links = knowledgeBaseIds.map((knowledgeBaseId) => ({ knowledgeBaseId }))
  await db.$transaction([
    db.conversation.create({
      data: { id, ...owner, title, assistantId, modelId, variables, searchesWeb, headId: opener === '' ? null : openerId, knowledgeBases: { create: links } },
    }),
    ...(opener === '' ? [] : [db.message.create({ data: { id: openerId, ...owner, conversationId: id, seq: 1, role: 'assistant', content: opener } })]),
  ])
  return id
}

/** A page of the conversations of an assistant, the last used first. */
export async function list(actor: Actor, assistantId: string, page: Parameters<typeof pageOf>[2]): Promise<ConversationPage> {
  await assistants.get(actor, assistantId)
  return pageOf(actor, { assistantId, isTemporary: false }, page)
}
