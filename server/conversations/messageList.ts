import { type Actor, visibleTo } from '@/server/auth/actor'
import { branchTo } from '@/server/conversations/branch'
import { find } from '@/server/conversations/service'
import { db } from '@/server/database'

interface Page {
  readonly offset?: number
  readonly limit?: number
}

const select = { id: true, parentId: true, role: true, conversationId: true, content: true, createdAt: true, updatedAt: true } as const
const said = { status: { not: 'queued' }, role: { not: 'system' } } as const

/** What was said in a conversation on the branch that is shown, the oldest first. @throws AppError not_found. */
export async function saidIn(actor: Actor, conversationId: string, { offset = 0, limit = Number.POSITIVE_INFINITY }: Page = {}) {
  await find(actor, conversationId)
  const [conversation, messages] = await Promise.all([
    db.conversation.findFirst({ where: { id: conversationId, ...visibleTo(actor) }, select: { headId: true } }),
    db.message.findMany({ where: { conversationId, ...said, ...visibleTo(actor) }, orderBy: { seq: 'asc' }, select }),
  ])
  return branchTo(conversation?.headId ?? null, messages).slice(offset, offset + limit)
}

/** What was said in all of the actor's conversations, the oldest first. */
export async function saidAnywhere(actor: Actor, { offset = 0, limit }: Page = {}) {
  const where = { ...said, conversation: { isTemporary: false }, ...visibleTo(actor) }
  return db.message.findMany({ where, orderBy: [{ createdAt: 'asc' }, { seq: 'asc' }], select, skip: offset, ...(limit === undefined ? {} : { take: limit }) })
}
