import { db } from '@/server/database'
import { liveStates } from '@/server/documents/schema'
import { AppError } from '@/server/errors'
import { ingest } from '@/server/ingestion/ingest'
import type { Job } from '@/server/jobs/queue'
import { switchIndex } from '@/server/evaluation/switchIndex'
import { log } from '@/server/log'

/** The job of a document, and what follows for its index. */
export async function ingestAndSettle(job: Job, signal: AbortSignal): Promise<void> {
  await ingest(job, signal)
  await settleIndex(job.subjectId)
}

/**
 * After a document was read into an index: when it was the last one, an index that switches by itself takes over, unless a document
 * failed in it that is ready in the one that is searched now. Then its owner decides.
 */
export async function settleIndex(indexedDocumentId: string): Promise<void> {
  const entry = await db.indexedDocument.findUnique({ where: { id: indexedDocumentId }, select: { indexId: true, tenantId: true, ownerId: true } })
  const index = entry && (await db.knowledgeIndex.findFirst({ where: { id: entry.indexId, state: 'building', switchWhenDone: true } }))
  if (entry === null || index === null) return
  const left = await db.indexedDocument.count({ where: { indexId: index.id, state: { in: liveStates } } })
  if (left > 0 || (await losesDocuments(index))) return
  try {
    await switchIndex({ tenantId: entry.tenantId, userId: entry.ownerId }, index.id)
    log.info('another index is searched now', { knowledgeBaseId: index.knowledgeBaseId, indexId: index.id })
  } catch (error) {
    // Discarded, switched to by hand or added to in this moment, or the gate is closed: its owner sees it and decides.
    if (!(error instanceof AppError)) throw error
  }
}

async function losesDocuments({ id, knowledgeBaseId }: { id: string; knowledgeBaseId: string }): Promise<boolean> {
  const lost = await db.document.count({
    where: { knowledgeBaseId, AND: [{ indexed: { some: { indexId: id, activeVersion: 0 } } }, { indexed: { some: { index: { activeIn: { isNot: null } }, activeVersion: { gt: 0 } } } }] },
  })
  return lost > 0
}
