import { setImmediate as pause } from 'node:timers/promises'
import type { Actor } from '@/server/auth/actor'
import * as documents from '@/server/documents/service'
import { AppError } from '@/server/errors'
import { chunkerFor } from '@/server/ingestion/chunk'
import type { TextChunk } from '@/server/ingestion/chunk'
import { type FirstPages, firstPages } from '@/server/ingestion/firstPages'
import type { Page } from '@/server/ingestion/parser/reading'
import type { Chunking, ChunkingPreview } from '@/server/ingestion/schema'

/** Chunks of a preview: what a person looks at before changing the settings again. */
const maxChunks = 60
/** Previews of all people together: each may need a parser process, beside the two of the worker. */
const maxRunning = 3

/** How long others wait for a preview that is being cut. */
const pauseAfterMs = 10

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
  const file = await documents.file(actor, documentId)
  signal.throwIfAborted()
  const turn = takeTurn(actor.userId)
  try {
    const eitherSignal = AbortSignal.any([signal, turn.signal])
    const cut = await firstChunks(await firstPages(file, chunking, eitherSignal), chunking, eitherSignal)
    const tokenHistogram = histogram(cut.chunks.map(({ tokenCount }) => tokenCount))
    return { ...cut, tokenHistogram, tookMs: Math.round(performance.now() - startedAt) }
  } finally {
    if (running.get(actor.userId) === turn) running.delete(actor.userId)
  }
}

/** Cuts in this process, with a pause for others between chunks where it takes long: the text was read, and a chunker only counts and slices. */
async function firstChunks({ pages, isWhole, warnings }: FirstPages, chunking: Chunking, signal: AbortSignal): Promise<Pick<ChunkingPreview, 'chunks' | 'isPartial' | 'warnings'>> {
  const chunker = await chunkerFor(chunking)
  const chunks: ChunkingPreview['chunks'] = []
  let pausedAt = performance.now()
  for (const chunk of cutAll(chunker, pages, isWhole)) {
    if (chunks.length === maxChunks) return { chunks, isPartial: true, warnings: [] }
    chunks.push(chunk)
    if (performance.now() - pausedAt < pauseAfterMs) continue
    await pause()
    signal.throwIfAborted()
    pausedAt = performance.now()
  }
  if (!isWhole) return { chunks, isPartial: true, warnings: [] }
  return { chunks, isPartial: false, warnings: [...warnings, ...chunker.warnings] }
}

function* cutAll(chunker: Awaited<ReturnType<typeof chunkerFor>>, pages: readonly Page[], isWhole: boolean): Generator<TextChunk> {
  let isEmpty = true
  for (const page of pages) {
    for (const chunk of chunker.add(page)) {
      isEmpty = false
      yield chunk
    }
  }
  // Where the text goes on, the last chunk is not what it will be; where it is the only one, its beginning is better than nothing.
  if (isWhole || isEmpty) yield* chunker.end()
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

/** Columns of equal width, up to the largest value. */
function histogram(values: readonly number[]): ChunkingPreview['tokenHistogram'] {
  const width = Math.floor(Math.max(0, ...values) / columns) + 1
  return Array.from({ length: values.length === 0 ? 0 : columns }, (_, at) => {
    const [from, to] = [at * width, (at + 1) * width]
    return { from, to, count: values.filter((value) => value >= from && value < to).length }
  })
}
