import { type Actor, visibleTo } from '@/server/auth/actor'
import { activitySchema } from '@/server/conversations/schema'
import { db } from '@/server/database'

/** What was searched for last in a conversation, and what was found. */
export interface LastContext {
  readonly question: string
  readonly knowledgeBaseIds: readonly string[]
  readonly chunkIds: readonly string[]
}

/** The same of conversations, by their ids; those whose last answer searched nothing are left out. */
export async function lastContexts(actor: Actor, conversationIds: readonly string[]): Promise<Map<string, LastContext>> {
  const heads = await db.conversation.findMany({ where: { id: { in: [...conversationIds] }, ...visibleTo(actor) }, select: { headId: true } })
  const rows = await db.message.findMany({ where: { id: { in: heads.flatMap(({ headId }) => headId ?? []) }, ...visibleTo(actor) }, select: { conversationId: true, activity: true } })
  return new Map(
    rows.flatMap(({ conversationId, activity }) => {
      const record = activitySchema.nullable().catch(null).parse(activity)?.retrieval
      return record == null ? [] : [[conversationId, { question: record.question, knowledgeBaseIds: record.knowledgeBaseIds, chunkIds: record.hits.map(({ chunkId }) => chunkId) }]]
    }),
  )
}
