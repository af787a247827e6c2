import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import * as documents from '@/server/documents/service'
import { changedByHand } from '@/server/ingestion/handChangesOf'
import type { BuildEstimate } from '@/server/ingestion/schema'
import { activeIndex } from '@/server/knowledge/indexes'
import * as models from '@/server/models/service'
import { costOf } from '@/server/usage/price'

/** Documents that a worker reads at once. */
const readAtOnce = 2
/** Attempts whose times say how long another one takes; the newest. */
const maxAttempts = 500

/**
 * What reading a base again, or one of its documents, will take: as long as it took, and the tokens that it has, at the price of the
 * embedding model that is configured now. Null for what nothing is known of. @throws AppError not_found.
 */
export async function estimate(actor: Actor, { knowledgeBaseId, documentId }: { knowledgeBaseId: string; documentId?: string | undefined }): Promise<BuildEstimate> {
  const { id: indexId } = await activeIndex(actor, knowledgeBaseId)
  if (documentId !== undefined) await documents.find(actor, documentId)
  const read = { indexId, documentId, activeVersion: { gt: 0 } }
  const [sums, attempts, editedCount, { model }] = await Promise.all([
    db.indexedDocument.aggregate({ where: read, _count: true, _sum: { tokenCount: true } }),
    db.ingestionAttempt.findMany({ where: { indexedDocument: read, state: 'done', endedAt: { not: null } }, orderBy: { startedAt: 'desc' }, take: maxAttempts, select: { indexedDocumentId: true, startedAt: true, endedAt: true } }),
    db.chunk.count({ where: { indexedDocument: read, ...changedByHand } }),
    models.embeddingSpace(),
  ])
  const tokenCount = sums._sum.tokenCount ?? 0
  const { prices } = await models.termsOf(model)
  const costMicros = costOf(prices, { inputTokens: tokenCount, outputTokens: 0 })
  return { documentCount: sums._count, durationMs: durationMs(attempts, sums._count), tokenCount, costMicros: costMicros === 0 ? null : costMicros, editedCount }
}

function durationMs(attempts: readonly { indexedDocumentId: string; startedAt: Date; endedAt: Date | null }[], documentCount: number): number | null {
  const times = [...Map.groupBy(attempts, ({ indexedDocumentId }) => indexedDocumentId).values()].flatMap(([newest]) => (newest?.endedAt == null ? [] : [newest.endedAt.getTime() - newest.startedAt.getTime()]))
  if (times.length === 0) return null
  const perDocument = times.reduce((sum, time) => sum + time, 0) / times.length
  return Math.round((perDocument * documentCount) / Math.min(readAtOnce, documentCount))
}
