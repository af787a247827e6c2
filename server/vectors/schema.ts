import { z } from 'zod'

/** Vectors are comparable within one embedding space only: one model with one length. Each space is a table of its own. */
export const embeddingSpaceSchema = z.object({ model: z.string().min(1), dimensions: z.int().min(1).max(16_384) })
export type EmbeddingSpace = z.infer<typeof embeddingSpaceSchema>

/** What the store keeps of a chunk. Its text, owner and place live in SQL; nothing found here is shown without asking there. */
export interface VectorRow {
  readonly id: string
  readonly indexId: string
  readonly documentId: string
  readonly version: number
  /** The terms of heading and text, separated by spaces (retrieval/fields.ts: indexedTerms). */
  readonly terms: string
  /** null where only words are searched. */
  readonly vector: Float32Array | null
}

/** A row that a leg of the search proposes. Scores of the same leg are comparable, scores of different legs are not. */
export interface Candidate {
  readonly id: string
  readonly documentId: string
  readonly terms: string
  /** Full text: BM25. Vectors: cosine similarity, -1..1. */
  readonly score: number
}

export interface RowFilter {
  readonly ids?: readonly string[]
  readonly indexIds?: readonly string[]
  readonly documentIds?: readonly string[]
  readonly exceptDocumentIds?: readonly string[]
  readonly version?: number
  readonly upToVersion?: number
}

/** Where a search looks: it finds the best of the rows that are selected, not those among the best that happen to be selected. */
export interface SearchFilter {
  readonly indexIds: readonly string[]
  /** Some thousands at most: each makes the search slower. */
  readonly documentIds?: readonly string[]
  readonly exceptDocumentIds?: readonly string[]
}
