// Expected passages and the texts of documents: what stands at a place, and where a text stands.
import { db } from '@/server/database'
import { type Block, findTexts, type Span, squeezed } from '@/server/evaluation/findTexts'
import type { Wanted } from '@/server/evaluation/match'
import type { StoredPassage } from '@/server/evaluation/schema'

/** Blocks are no longer than this (ingestion/blocks.ts). In a longer one a passage is searched for instead of looked up. */
const longestBlock = 12_000
/** Places looked up in one statement. */
const placesPerRead = 100
const blocksPerRead = 50

/** A version of a document in an index. */
export interface Reading {
  readonly indexedDocumentId: string
  readonly version: number
}

interface Place extends Reading, Span {}

/** The versions of some documents that an index answers with, by document; a document that it has not read is not among them. */
export async function readingsOf(indexId: string, documentIds: readonly string[]): Promise<Map<string, Reading>> {
  const rows = await db.indexedDocument.findMany({ where: { indexId, documentId: { in: [...new Set(documentIds)] }, activeVersion: { gt: 0 } } })
  return new Map(rows.map((row) => [row.documentId, { indexedDocumentId: row.id, version: row.activeVersion }]))
}

/**
 * Where expected passages stand in the documents as an index read them, in their order. Two readings of a file may count its characters
 * differently, so a passage counts where its text stands: at its own place, or else wherever it is found. Null: nowhere, or written by hand.
 */
export async function placesIn(indexId: string, passages: readonly StoredPassage[], signal?: AbortSignal): Promise<(Span | null)[]> {
  const readings = await readingsOf(indexId, passages.map(({ documentId }) => documentId))
  const known = passages.map((passage) => ({ ...passage, ...readings.get(passage.documentId) }))
  const located = known.filter((passage): passage is StoredPassage & Reading => passage.version !== undefined && passage.start < passage.end)
  const places = new Map<StoredPassage, Span>()
  const texts = await textsAt(located)
  for (const [position, passage] of located.entries()) if (squeezed(texts[position] ?? '') === squeezed(passage.text)) places.set(passage, passage)
  const moved = Map.groupBy(located.filter((passage) => !places.has(passage)), ({ documentId }) => documentId)
  for (const group of moved.values()) {
    signal?.throwIfAborted()
    const [first] = group
    const found = first === undefined ? [] : await findTexts(blocksOf(first), group.map(({ text }) => text))
    for (const [position, passage] of group.entries()) {
      const place = found[position]
      if (place !== null && place !== undefined) places.set(passage, place)
    }
  }
  return known.map((passage) => places.get(passage) ?? null)
}

/** What stands at some places, in their order; white space between blocks is a line end. */
export async function textsAt(places: readonly Place[]): Promise<string[]> {
  const texts: string[] = []
  for (let from = 0; from < places.length; from += placesPerRead) {
    const some = places.slice(from, from + placesPerRead)
    const blocks = await db.documentBlock.findMany({
      where: { OR: some.map(({ indexedDocumentId, version, start, end }) => ({ indexedDocumentId, version, start: { gt: start - longestBlock, lt: end } })) },
      orderBy: { start: 'asc' },
      select: { indexedDocumentId: true, version: true, start: true, text: true },
    })
    const blocksBy = Map.groupBy(blocks, ({ indexedDocumentId }) => indexedDocumentId)
    texts.push(...some.map((place) => (blocksBy.get(place.indexedDocumentId) ?? []).map((block) => cut(block, place)).filter((text) => text !== '').join('\n')))
  }
  return texts
}

function cut({ start, text }: Block, span: Span): string {
  return text.slice(Math.max(0, span.start - start), Math.max(0, span.end - start))
}

/** Chunks that one passage may reach over. */
const chunksPerPassage = 200

/** The chunk of an index that holds most of a passage, or was written by hand with its text; null when there is none. */
export async function chunkHolding(indexId: string, { documentId, place, text }: Wanted): Promise<string | null> {
  const reading = (await readingsOf(indexId, [documentId])).get(documentId)
  if (reading === undefined) return null
  const where = place === null ? { text } : { start: { lt: place.end }, end: { gt: place.start } }
  const chunks = await db.chunk.findMany({ where: { ...reading, ...where }, orderBy: { start: 'asc' }, take: chunksPerPassage, select: { id: true, start: true, end: true } })
  const held = (chunk: Span): number => (place === null ? 0 : Math.min(place.end, chunk.end) - Math.max(place.start, chunk.start))
  return chunks.toSorted((one, other) => held(other) - held(one)).at(0)?.id ?? null
}

/** The text of a document, a few blocks at a time. */
export async function* blocksOf({ indexedDocumentId, version }: Reading): AsyncGenerator<Block> {
  for (let afterIndex = -1; ; ) {
    const rows = await db.documentBlock.findMany({
      where: { indexedDocumentId, version, index: { gt: afterIndex } },
      orderBy: { index: 'asc' },
      take: blocksPerRead,
      select: { index: true, start: true, text: true },
    })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    afterIndex = last.index
  }
}
