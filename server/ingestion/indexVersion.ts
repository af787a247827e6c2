import * as versions from '@/server/documents/versions'
import { derivedId } from '@/server/ids'
import { embedChunks } from '@/server/ingestion/embedChunks'
import type { Ledger } from '@/server/ingestion/ledger'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import type { VectorRow } from '@/server/vectors/schema'
import { vectors } from '@/server/vectors/store'

/** Chunks that are embedded together; others get their turn and a signal is looked at between batches. */
const chunksPerBatch = 64
/** Rows of our own embedder that are committed together, since a commit takes as long as they do. What a provider was paid for is kept at once. */
const builtinRowsPerCommit = 256

interface Options {
  readonly ledger: Ledger
  /** Versions whose chunks are the same, as far as they came: what was embedded for them is taken over. */
  readonly alike: readonly number[]
}

type Chunk = Awaited<ReturnType<typeof versions.chunksAfter>>[number]

/**
 * Embeds the chunks of a version and puts them into the vector store, batch by batch. What is there already is not embedded again, unless
 * that is quicker than looking for it.
 */
export async function indexVersion(document: versions.Source, version: number, signal: AbortSignal, { ledger, alike }: Options): Promise<void> {
  const store = await vectors()
  const isBuiltin = document.space.model === builtinEmbeddingModelId
  const total = await versions.countChunks(document.id, version)
  let done = 0
  let afterIndex = -1
  let rows: VectorRow[] = []
  const commit = async (): Promise<void> => {
    await ledger.during('index', () => store.upsert(document.space, rows))
    rows = []
    await ledger.note('index', done, total)
  }
  await ledger.note('embed', 0, total)
  await ledger.note('index', 0, total)
  for (;;) {
    signal.throwIfAborted()
    const chunks = await versions.chunksAfter(document.id, version, afterIndex, chunksPerBatch)
    // Fewer than were counted when the document is deleted meanwhile: the rows say when it is over, not the count.
    const last = chunks.at(-1)
    if (last === undefined) break
    const known = isBuiltin ? new Map<string, Float32Array>() : await knownVectors(document, chunks, alike)
    rows.push(...(await ledger.during('embed', () => embedChunks(document, version, chunks, { signal, known }))))
    ledger.countTokens(chunks.reduce((sum, chunk) => sum + (known.has(chunk.id) ? 0 : chunk.tokenCount), 0))
    done += chunks.length
    afterIndex = last.index
    await ledger.note('embed', done, total)
    if (rows.length >= (isBuiltin ? builtinRowsPerCommit : chunksPerBatch)) await commit()
  }
  if (rows.length > 0) await commit()
  await ledger.end('embed', done)
  await ledger.end('index', done)
}

/** The vectors that the store has of chunks, by their ids: their own, or those that were made of the same text for another version. */
async function knownVectors(document: versions.Source, chunks: readonly Chunk[], alike: readonly number[]): Promise<Map<string, Float32Array>> {
  const idsOf = (chunk: Chunk): string[] => [chunk.id, ...alike.map((version) => derivedId(document.id, version, chunk.index))]
  const found = await (await vectors()).vectorsOf(document.space, chunks.flatMap(idsOf))
  return new Map(
    chunks.flatMap((chunk) => {
      const vector = idsOf(chunk).flatMap((id) => found.get(id) ?? []).at(0)
      return vector === undefined ? [] : [[chunk.id, vector] as const]
    }),
  )
}
