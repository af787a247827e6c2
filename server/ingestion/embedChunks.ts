import type { Chunk } from '@/server/chunks/schema'
import type { Source } from '@/server/documents/versions'
import { embedFor } from '@/server/models/embedFor'
import { embedTerms } from '@/server/models/providers/builtin/embed'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import { markedTerms, withoutMarks } from '@/server/retrieval/fields'
import type { VectorRow } from '@/server/vectors/schema'

type Embeddable = Pick<Chunk, 'id' | 'text' | 'headingPath' | 'context' | 'keywords'>

/**
 * The rows of the vector store for some chunks of one version of a document, in their order. Vectors that are known by the chunk's id are
 * not asked for again. The owner's account pays. @throws AppError when the embedding server does not serve, payment_required.
 */
export async function embedChunks(
  { name, ownerId, knowledgeBaseId, indexId, documentId, space }: Pick<Source, 'name' | 'ownerId' | 'knowledgeBaseId' | 'indexId' | 'documentId' | 'space'>,
  version: number,
  chunks: readonly Embeddable[],
  { signal, known = new Map() }: { signal?: AbortSignal; known?: ReadonlyMap<string, Float32Array> } = {},
): Promise<VectorRow[]> {
  const isBuiltin = space.model === builtinEmbeddingModelId
  const rows = chunks.map((chunk): VectorRow => {
    const marked = markedTerms({ documentName: name, ...chunk })
    // Our own embedder needs no more than the terms: finding them takes longer than all the rest.
    return { id: chunk.id, indexId, documentId, version, terms: marked.join(' '), vector: isBuiltin ? embedTerms(withoutMarks(marked)) : null }
  })
  if (isBuiltin) return rows
  const unknown = chunks.filter(({ id }) => !known.has(id))
  const texts = unknown.map(({ headingPath, context, text }) => [...headingPath, context, text].filter((part) => part !== '').join('\n'))
  const embedded = await embedFor({ userId: ownerId, knowledgeBaseId }, space.model, texts, signal)
  const vectors = new Map([...known, ...unknown.map(({ id }, position) => [id, embedded[position] ?? null] as const)])
  return rows.map((row) => ({ ...row, vector: vectors.get(row.id) ?? null }))
}
