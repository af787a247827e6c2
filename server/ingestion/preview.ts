import type { Actor } from '@/server/auth/actor'
import * as documents from '@/server/documents/service'
import { AppError } from '@/server/errors'
import { filePath } from '@/server/files/store'
import { readDocument } from '@/server/ingestion/read'
import type { DocumentPart } from '@/server/ingestion/read'
import type { Chunking, ChunkingPreview } from '@/server/ingestion/schema'

/** Chunks of a preview: what a person looks at before changing the settings again. */
const maxChunks = 60
/** Previews of all people together: each has a parser process, beside the two of the worker. */
const maxRunning = 3

/** Columns of the histogram. */
const columns = 8

declare global {
  var parleyPreviews: Map<string, AbortController> | undefined
}

/** The running previews, by user id. On globalThis because routes and procedures are bundled apart. */
const running: Map<string, AbortController> = (globalThis.parleyPreviews ??= new Map())

/**
 * The first chunks that settings would make of a document, from its original; nothing is stored. Each person has one at a time: who asks
 * anew, as a form does while it is changed, ends the one before.
 * @throws AppError not_found, conflict when a newer one took its place, unavailable when too many run, or why the file cannot be read;
 * the signal's reason when it is aborted.
 */
export async function preview(actor: Actor, documentId: string, chunking: Chunking, signal: AbortSignal): Promise<ChunkingPreview> {
  const startedAt = performance.now()
  const { name, storageKey } = await documents.file(actor, documentId)
  signal.throwIfAborted()
  const turn = takeTurn(actor.userId)
  try {
    const source = { path: filePath(storageKey), name, chunking }
    const options = { signal: AbortSignal.any([signal, turn.signal]), withBlocks: false }
    const chunks: ChunkingPreview['chunks'] = []
    let end: Extract<DocumentPart, { type: 'end' }> | undefined
    for await (const part of readDocument(source, options)) {
      if (part.type === 'end') end = part
      else if (part.type === 'chunk' && chunks.length === maxChunks) break
      else if (part.type === 'chunk') chunks.push(withoutType(part))
    }
    const tokenHistogram = histogram(chunks.map(({ tokenCount }) => tokenCount))
    return { chunks, isPartial: end === undefined, tokenHistogram, warnings: end?.warnings ?? [], tookMs: Math.round(performance.now() - startedAt) }
  } finally {
    if (running.get(actor.userId) === turn) running.delete(actor.userId)
  }
}

function takeTurn(userId: string): AbortController {
  const before = running.get(userId)
  if (before === undefined && running.size >= maxRunning) {
    throw new AppError('unavailable', 'Too many previews are being made; try again in a few seconds', { retryAfter: 3 })
  }
  before?.abort(new AppError('conflict', 'A newer preview has taken the place of this one'))
  const turn = new AbortController()
  running.set(userId, turn)
  return turn
}

function withoutType({ type: _type, ...chunk }: Extract<DocumentPart, { type: 'chunk' }>): ChunkingPreview['chunks'][number] {
  return chunk
}

/** Columns of equal width, up to the largest value. */
function histogram(values: readonly number[]): ChunkingPreview['tokenHistogram'] {
  const width = Math.floor(Math.max(0, ...values) / columns) + 1
  return Array.from({ length: values.length === 0 ? 0 : columns }, (_, at) => {
    const [from, to] = [at * width, (at + 1) * width]
    return { from, to, count: values.filter((value) => value >= from && value < to).length }
  })
}
