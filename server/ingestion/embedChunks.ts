import type { Chunk } from '@/server/chunks/schema'
import type { Source } from '@/server/documents/versions'
import * as models from '@/server/models/service'
import { indexedTerms } from '@/server/retrieval/fields'
import type { VectorRow } from '@/server/vectors/schema'

type Embeddable = Pick<Chunk, 'id' | 'text' | 'headingPath' | 'context' | 'keywords'>

/**
 * The rows of the vector store for some chunks of one version of a document, in their order. Vectors that are known by the chunk's id are
 * not asked for again. @throws AppError when the embedding server does not serve.
 */
export async function embedChunks(
  { name, indexId, documentId, space }: Pick<Source, 'name' | 'indexId' | 'documentId' | 'space'>,
  version: number,
  chunks: readonly Embeddable[],
  { signal, known = new Map() }: { signal?: AbortSignal; known?: ReadonlyMap<string, Float32Array> } = {},
): Promise<VectorRow[]> {
  const unknown = chunks.filter(({ id }) => !known.has(id))
  const texts = unknown.map(({ headingPath, context, text }) => [...headingPath, context, text].filter((part) => part !== '').join('\n'))
  const embedded = await models.embed(space.model, texts, signal)
  const vectors = new Map([...known, ...unknown.map(({ id }, position) => [id, embedded[position] ?? null] as const)])
  return chunks.map((chunk) => ({
    id: chunk.id,
    indexId,
    documentId,
    version,
    terms: indexedTerms({ documentName: name, ...chunk }),
    vector: vectors.get(chunk.id) ?? null,
  }))
}
