import { type Owner, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { remainsOfBases, remainsOfDocuments } from '@/server/documents/actions'
import { newId } from '@/server/ids'
import * as jobs from '@/server/jobs/queue'
import { receiptOf } from '@/server/receipts/service'

interface Removable {
  readonly id: string
  readonly storageKey: string | null
  readonly documentId: string | null
}

/** The statements that remove attachments that were never sent, with their documents; files and vectors follow. */
export async function removalOf(owner: Owner, rows: readonly Removable[]) {
  const documentIds = rows.flatMap(({ documentId }) => documentId ?? [])
  const { files, vectors, forgotten } = await remainsOfDocuments(owner, documentIds)
  const storageKeys = [...files.map(({ storageKey }) => storageKey), ...rows.flatMap(({ storageKey }) => storageKey ?? [])]
  return [
    jobs.enqueue(owner, { kind: 'purge', subjectId: newId(), payload: { storageKeys, vectors } }),
    ...forgotten,
    db.attachment.deleteMany({ where: { id: { in: rows.map(({ id }) => id) }, ...visibleTo(owner) } }),
    db.document.deleteMany({ where: { id: { in: documentIds }, ...visibleTo(owner) } }),
  ]
}

/**
 * The statements that go before the deletion of conversations, in its transaction: what their files leave outside of SQL is purged, and
 * a receipt for each conversation that has files says when. The rows go with the conversation.
 */
export async function removalOfConversations(owner: Owner, conversations: readonly { readonly id: string; readonly title: string }[]) {
  const ids = conversations.map(({ id }) => id)
  const [bases, images] = await Promise.all([
    db.knowledgeBase.findMany({ where: { kind: 'attachments', conversationId: { in: ids }, ...visibleTo(owner) }, select: { id: true, conversationId: true } }),
    db.attachment.findMany({ where: { conversationId: { in: ids }, storageKey: { not: null }, ...visibleTo(owner) }, select: { storageKey: true, size: true, conversationId: true } }),
  ])
  const statements = await Promise.all(
    conversations.map(async ({ id, title }) => {
      const own = bases.filter(({ conversationId }) => conversationId === id).map((base) => base.id)
      const { forgotten, files, ...remains } = await remainsOfBases(owner, own)
      // An edited question has the images of the one before it.
      const pictures = [...new Map(images.flatMap(({ conversationId, storageKey, size }) => (conversationId === id && storageKey !== null ? [[storageKey, { storageKey, size }] as const] : []))).values()]
      if (files.length + pictures.length === 0) return []
      return [...receiptOf(owner, { kind: 'conversation', subjectId: id, name: title, ...remains, files: [...files, ...pictures] }), ...forgotten]
    }),
  )
  return statements.flat()
}
