import { z } from 'zod'
import { embeddingSpaceSchema } from '@/server/vectors/schema'

export const receiptKinds = ['document', 'knowledgeBase', 'conversation'] as const

/** What a deletion took away, for its owner. */
export const receiptSchema = z.object({
  id: z.uuid(),
  kind: z.enum(receiptKinds),
  subjectId: z.string(),
  name: z.string(),
  documentCount: z.int(),
  chunkCount: z.int(),
  fileCount: z.int(),
  /** Bytes of the files. */
  size: z.number(),
  createdAt: z.date(),
  /** When files and vectors were gone too; null while some are still there. */
  completedAt: z.date().nullable(),
})
export type Receipt = z.infer<typeof receiptSchema>

/** What deleted records leave outside of SQL: files, and rows of indexes (all of an index where no documents are named). */
export const remainsSchema = z.object({
  storageKeys: z.array(z.string()),
  vectors: z.array(z.object({ space: embeddingSpaceSchema, indexId: z.string(), documentIds: z.array(z.string()).optional() })),
  /** Attempts that were cancelled and may have died before they could sweep: what they wrote, up to that version. */
  attempts: z.array(z.object({ indexedDocumentId: z.string(), upToVersion: z.int() })).optional(),
  /** The receipt that waits for them to be gone. */
  receiptId: z.string().optional(),
})
export type Remains = z.infer<typeof remainsSchema>
