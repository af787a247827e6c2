import { createHash } from 'node:crypto'
import type { Recipe } from '@/server/documents/attempts'
import type { Source } from '@/server/documents/versions'
import { canonicalChunking, type Chunking, chunkingSchema } from '@/server/ingestion/schema'

/** Raise it when readers or chunkers make something else of the same file: a document that is read again is then made anew. */
const readerRevision = 2

/** How a document is cut, with what was left out filled in. */
export function chunkingOf({ chunking }: Pick<Source, 'chunking'>): Chunking {
  return chunkingSchema.parse(chunking ?? {})
}

/** What a version of a document would be made from now, and how. */
export function recipeOf(document: Pick<Source, 'sha256' | 'chunking' | 'space'>): Recipe {
  const { model, dimensions } = document.space
  const settings = JSON.stringify([canonicalChunking(chunkingOf(document)), model, dimensions, readerRevision])
  return { contentHash: document.sha256, settingsHash: createHash('sha256').update(settings).digest('hex') }
}
