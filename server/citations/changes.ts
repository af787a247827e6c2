import { z } from 'zod'
import { type Owner, visibleTo } from '@/server/auth/actor'
import { type CitationChange, citationChangeSchema } from '@/server/conversations/schema'
import { db } from '@/server/database'
import { readableRow } from '@/server/teams/access'

const rowsSchema = z.array(z.object({ id: z.string(), change: citationChangeSchema }))

/**
 * What became of the sources of a conversation since they were cited, by the ids of the citations; those that stand as they were are left
 * out. One query, however many there are: the document, the version that is searched now, and the passage, each as far as it exists and may still be read.
 */
export async function changesIn(owner: Owner, conversationId: string): Promise<ReadonlyMap<string, CitationChange>> {
  const { tenantId, ownerId } = visibleTo(owner)
  const rows = await db.$queryRaw`
    SELECT found."id", found."change" FROM (
      SELECT c."id" AS "id", CASE
        WHEN d."id" IS NULL THEN 'deleted'
        WHEN a."contentHash" <> c."contentHash" THEN 'replaced'
        WHEN k."text" <> c."passage" THEN 'edited'
        WHEN k."id" IS NULL AND i."activeVersion" = c."version" THEN 'removed'
        ELSE NULL END AS "change"
      FROM "Message" m
      JOIN "Citation" c ON c."messageId" = m."id" AND c."kind" = 'document'
      LEFT JOIN "Document" d ON d."id" = c."documentId" AND EXISTS (
        SELECT 1 FROM "KnowledgeBase" b WHERE b."id" = d."knowledgeBaseId" AND ${readableRow(owner)})
      LEFT JOIN "KnowledgeBase" b ON b."id" = d."knowledgeBaseId"
      LEFT JOIN "IndexedDocument" i ON i."documentId" = d."id" AND i."indexId" = b."activeIndexId"
      LEFT JOIN "IngestionAttempt" a ON a."indexedDocumentId" = i."id" AND a."version" = i."activeVersion"
      LEFT JOIN "Chunk" k ON k."id" = c."chunkId"
      WHERE m."conversationId" = ${conversationId} AND m."ownerId" = ${ownerId} AND m."tenantId" = ${tenantId}
    ) AS found WHERE found."change" IS NOT NULL`
  return new Map(rowsSchema.parse(rows).map(({ id, change }) => [id, change]))
}
