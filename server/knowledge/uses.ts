import { type Actor, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { notFound } from '@/server/errors'
import type { BaseUses } from '@/server/knowledge/schema'
import { readableBy } from '@/server/teams/access'

/**
 * Who sees what is in a base, and where it is asked: how many people may read it beside its owner, which assistants that the actor sees use
 * it, and how many of the actor's own chats. Other people's chats are nobody else's business. @throws AppError not_found.
 */
export async function usesOf(actor: Actor, knowledgeBaseId: string): Promise<BaseUses> {
  const base = await db.knowledgeBase.findFirst({ where: { id: knowledgeBaseId, ...readableBy(actor) }, select: { ownerId: true, teamId: true } })
  if (base === null) throw notFound('knowledge base')
  const [memberCount, assistants, conversationCount] = await Promise.all([
    base.teamId === null ? 0 : db.membership.count({ where: { tenantId: base.teamId, userId: { not: base.ownerId } } }),
    db.assistant.findMany({ where: { knowledgeBases: { some: { knowledgeBaseId } }, ...readableBy(actor) }, orderBy: { name: 'asc' }, select: { id: true, name: true } }),
    db.conversation.count({ where: { ...visibleTo(actor), isTemporary: false, knowledgeBases: { some: { knowledgeBaseId } } } }),
  ])
  return { memberCount, assistants, conversationCount }
}
