import type { Owner } from '@/server/auth/actor'
import { removalOfFiles, removeUnsent } from '@/server/attachments/removal'
import { db } from '@/server/database'

/** How long a file may wait for its question. */
const abandonedMs = 24 * 3_600_000
const rowsPerStep = 100

/** Removes the attachments whose questions were never sent, and the hidden bases that were made for them. Returns how many attachments. */
export async function sweepAbandoned(step: () => Promise<void>, olderThanMs = abandonedMs): Promise<number> {
  const before = new Date(Date.now() - olderThanMs)
  let removed = 0
  for (;;) {
    await step()
    const rows = await db.attachment.findMany({ where: { messageId: null, createdAt: { lt: before } }, orderBy: { id: 'asc' }, take: rowsPerStep })
    if (rows.length === 0) break
    for (const own of Map.groupBy(rows, ({ ownerId, tenantId }) => `${ownerId} ${tenantId}`).values()) {
      const [first] = own
      if (first === undefined) continue
      const owner: Owner = { userId: first.ownerId, tenantId: first.tenantId }
      // Else one of them is being sent: the next look finds the others.
      if (await removeUnsent(owner, own)) removed += own.length
    }
  }
  // What is left of a base has no documents, or ones whose attachment was never written.
  const stray = await db.document.findMany({ where: { knowledgeBase: { kind: 'attachments' }, attachments: { none: {} }, createdAt: { lt: before } }, take: rowsPerStep })
  for (const { id, ownerId, tenantId } of stray) await db.$transaction(await removalOfFiles({ userId: ownerId, tenantId }, { documentIds: [id], storageKeys: [] }))
  await db.knowledgeBase.deleteMany({ where: { kind: 'attachments', conversationId: null, createdAt: { lt: before }, documents: { none: {} } } })
  return removed
}
