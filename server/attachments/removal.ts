import { type Owner, visibleTo } from '@/server/auth/actor'
import { db, isMissingRecord } from '@/server/database'
import { remainsOfBases, remainsOfDocuments } from '@/server/documents/actions'
import { newId } from '@/server/ids'
import * as jobs from '@/server/jobs/queue'
import { receiptOf } from '@/server/receipts/service'

interface Removable {
  readonly id: string
  readonly storageKey: string | null
  readonly documentId: string | null
}

/**
 * Removes attachments that wait for a question, with what no other attachment has of their files. False, and nothing is removed, when
 * one of them was sent meanwhile, or is gone.
 */
export async function removeUnsent(owner: Owner, rows: readonly Removable[]): Promise<boolean> {
  const statements = await removalOfFiles(owner, await ownFilesOf(owner, rows))
  try {
    // One by one, and first: a row that was sent in this moment ends the transaction.
    await db.$transaction([...rows.map(({ id }) => db.attachment.delete({ where: { id, messageId: null, ...visibleTo(owner) } })), ...statements])
    return true
  } catch (error) {
    if (isMissingRecord(error)) return false
    throw error
  }
}

/** The documents and images that no other attachment names: an edited question has those of the one before it. */
async function ownFilesOf(owner: Owner, rows: readonly Removable[]) {
  const documentIds = new Set(rows.flatMap(({ documentId }) => documentId ?? []))
  const storageKeys = new Set(rows.flatMap(({ storageKey }) => storageKey ?? []))
  const others = await db.attachment.findMany({
    where: { id: { notIn: rows.map(({ id }) => id) }, OR: [{ documentId: { in: [...documentIds] } }, { storageKey: { in: [...storageKeys] } }], ...visibleTo(owner) },
    select: { documentId: true, storageKey: true },
  })
  for (const { documentId, storageKey } of others) {
    documentIds.delete(documentId ?? '')
    storageKeys.delete(storageKey ?? '')
  }
  return { documentIds: [...documentIds], storageKeys: [...storageKeys] }
}

/** The statements that remove documents; their files and vectors, and the images beside them, follow. */
export async function removalOfFiles(owner: Owner, { documentIds, storageKeys }: { readonly documentIds: readonly string[]; readonly storageKeys: readonly string[] }) {
  const { files, vectors, forgotten } = await remainsOfDocuments(owner, documentIds)
  return [
    jobs.enqueue(owner, { kind: 'purge', subjectId: newId(), payload: { storageKeys: [...files.map(({ storageKey }) => storageKey), ...storageKeys], vectors } }),
    ...forgotten,
    db.document.deleteMany({ where: { id: { in: [...documentIds] }, ...visibleTo(owner) } }),
  ]
}

/**
 * The statements that go before the deletion of conversations, in its transaction: what their files leave outside of SQL is purged, and
 * a receipt for each conversation that has files says when; what a temporary one was called is not kept in it. The rows go with the
 * conversation.
 */
export async function removalOfConversations(owner: Owner, conversations: readonly { readonly id: string; readonly title: string; readonly isTemporary: boolean }[]) {
  const ids = conversations.map(({ id }) => id)
  const [bases, images] = await Promise.all([
    db.knowledgeBase.findMany({ where: { kind: 'attachments', conversationId: { in: ids }, ...visibleTo(owner) }, select: { id: true, conversationId: true } }),
    db.attachment.findMany({ where: { conversationId: { in: ids }, storageKey: { not: null }, ...visibleTo(owner) }, select: { storageKey: true, size: true, conversationId: true } }),
  ])
  const statements = await Promise.all(
    conversations.map(async ({ id, title, isTemporary }) => {
      const own = bases.filter(({ conversationId }) => conversationId === id).map((base) => base.id)
      const { forgotten, files, ...remains } = await remainsOfBases(owner, own)
      // An edited question has the images of the one before it.
      const pictures = [...new Map(images.flatMap(({ conversationId, storageKey, size }) => (conversationId === id && storageKey !== null ? [[storageKey, { storageKey, size }] as const] : []))).values()]
      if (files.length + pictures.length === 0) return []
      return [...receiptOf(owner, { kind: 'conversation', subjectId: id, name: isTemporary ? '' : title, ...remains, files: [...files, ...pictures] }), ...forgotten]
    }),
  )
  return statements.flat()
}
