import { type Owner, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'

interface Taken {
  readonly ids: readonly string[]
  /** The question in whose place this one is asked: what was given with it goes along. */
  readonly replaces: string | null
}

/**
 * The statements by which a question takes its attachments, and its conversation their hidden base; run them behind those that write
 * the two. @throws AppError not_found when one is not the owner's, or of another chat, or was sent already.
 */
export async function adoption(owner: Owner, taken: Taken, { conversationId, messageId }: { conversationId: string; messageId: string }) {
  const ids = [...new Set(taken.ids)]
  const copies = taken.replaces === null ? [] : await copiesOf(owner, taken.replaces, { conversationId, messageId })
  if (ids.length === 0) return copies
  const rows = await db.attachment.findMany({ where: { id: { in: ids }, messageId: null, OR: [{ conversationId: null }, { conversationId }], ...visibleTo(owner) }, select: { documentId: true } })
  if (rows.length < ids.length) throw notFound('attachment')
  const documents = await db.document.findMany({ where: { id: { in: rows.flatMap(({ documentId }) => documentId ?? []) }, ...visibleTo(owner) }, select: { knowledgeBaseId: true } })
  const own = await db.knowledgeBase.findFirst({ where: { conversationId, ...visibleTo(owner) }, select: { id: true } })
  const [base, ...others] = new Set([...(own === null ? [] : [own.id]), ...documents.map(({ knowledgeBaseId }) => knowledgeBaseId)])
  // The first question of a chat in another tab was faster.
  const isTaken = own === null && base !== undefined && (await db.knowledgeBase.count({ where: { id: base, conversationId: { not: null }, ...visibleTo(owner) } })) > 0
  if (others.length > 0 || isTaken) throw new AppError('conflict', 'These files were attached in different chats; remove them and attach them again')
  return [
    ...copies,
    ...(base === undefined || own !== null ? [] : [db.knowledgeBase.update({ where: { id: base, AND: [{ conversationId: null }], ...visibleTo(owner) }, data: { conversationId } })]),
    // One by one: a row that was sent in this moment ends the transaction.
    ...ids.map((id) => db.attachment.update({ where: { id, messageId: null, ...visibleTo(owner) }, data: { conversationId, messageId } })),
  ]
}

/** The same files with another question of their conversation. */
async function copiesOf(owner: Owner, messageId: string, place: { conversationId: string; messageId: string }) {
  const rows = await db.attachment.findMany({ where: { messageId, conversationId: place.conversationId, ...visibleTo(owner) }, orderBy: { id: 'asc' } })
  return rows.length === 0 ? [] : [db.attachment.createMany({ data: rows.map(({ createdAt: _createdAt, ...row }) => ({ ...row, id: newId(), ...place })) })]
}
