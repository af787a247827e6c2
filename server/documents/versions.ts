// What ingestion writes of a document in an index. It acts for nobody: the job that calls it was queued by the document's owner.
import { type EarlierText, storableTexts } from '@/server/chunks/earlier'
import { db, isMissingRecord, joined, type Prisma, sql } from '@/server/database'
import { storedStringsSchema } from '@/server/chunks/schema'
import { type DocumentState, liveStates } from '@/server/documents/schema'
import type { EmbeddingSpace } from '@/server/vectors/schema'

/** Rows a statement writes at most: a write transaction stays at milliseconds, and chat never waits for the lock. */
const rowsPerWrite = 200

/** A document in an index, as ingestion needs it. `id` is the indexed document's. */
export interface Source {
  readonly id: string
  /** Whose account pays for its reading. */
  readonly ownerId: string
  readonly knowledgeBaseId: string
  readonly documentId: string
  readonly indexId: string
  readonly name: string
  readonly storageKey: string
  readonly sha256: string
  readonly state: DocumentState
  readonly activeVersion: number
  /** How it is cut (ingestion/schema.ts). */
  readonly chunking: Prisma.JsonValue
  /** Where its vectors live. */
  readonly space: EmbeddingSpace
}

export interface VersionFacts {
  readonly pageCount: number | null
  readonly characterCount: number
  readonly tokenCount: number
  readonly warnings: readonly string[]
}

/** Null when it was deleted meanwhile. */
export async function find(id: string): Promise<Source | null> {
  const entry = await db.indexedDocument.findUnique({ where: { id } })
  if (entry === null) return null
  // Asked for one by one: an include that meets a deletion gives a record without the one it belongs to.
  const [document, index] = await Promise.all([db.document.findUnique({ where: { id: entry.documentId } }), db.knowledgeIndex.findUnique({ where: { id: entry.indexId } })])
  if (document === null || index === null) return null
  const { name, storageKey, sha256, ownerId, knowledgeBaseId } = document
  const { documentId, indexId, state, activeVersion } = entry
  const space = { model: index.embeddingModel, dimensions: index.dimensions }
  return { id, ownerId, knowledgeBaseId, documentId, indexId, name, storageKey, sha256, state, activeVersion, chunking: document.chunking ?? index.chunking, space }
}

type Statement = Prisma.PrismaPromise<unknown>

/** A document that is being read and whose row did not change for so long stands still: whoever works on it may still say that it lives. */
const stalledAfterMs = 60_000

export function isStalled({ state, updatedAt }: { state: DocumentState; updatedAt: Date }, now = Date.now()): boolean {
  return (state === 'parsing' || state === 'embedding') && now - updatedAt.getTime() > stalledAfterMs
}

/** Shows progress in the unit of the state; changes nothing once the document is cancelled or deleted. To be called when something moved: see isStalled. */
export async function showProgress(id: string, state: 'parsing' | 'embedding', unitsDone: number, unitsTotal: number, also: readonly Statement[] = []): Promise<void> {
  await db.$transaction([db.indexedDocument.updateMany({ where: { id, state: { in: liveStates } }, data: { state, unitsDone, unitsTotal, errorText: null } }), ...also])
}

export async function addBlocks(rows: Prisma.DocumentBlockCreateManyInput[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerWrite) await db.documentBlock.createMany({ data: rows.slice(start, start + rowsPerWrite) })
}

/** A chunk as it was cut, which nobody has changed yet. */
export interface CutChunk {
  readonly id: string
  readonly indexedDocumentId: string
  readonly documentId: string
  readonly version: number
  readonly index: number
  readonly text: string
  readonly start: number
  readonly end: number
  readonly page: number | null
  readonly headingPath: readonly string[]
  readonly context: string
  readonly tokenCount: number
}

/** In a statement of our own: what Prisma takes to plan one for so many values is six times what the database takes to write them. */
export async function addChunks(chunks: readonly CutChunk[]): Promise<void> {
  for (let from = 0; from < chunks.length; from += rowsPerWrite) {
    const rows = chunks.slice(from, from + rowsPerWrite).map(({ id, indexedDocumentId, documentId, version, index, text, start, end, page, headingPath, context, tokenCount }) => {
      return sql`(${id}, ${indexedDocumentId}, ${documentId}, ${version}, ${index}, ${text}, ${start}, ${end}, ${page}, ${JSON.stringify(headingPath)}, ${context}, ${tokenCount}, ${'[]'})`
    })
    await db.$executeRaw`
      INSERT INTO "Chunk" ("id", "indexedDocumentId", "documentId", "version", "index", "text", "start", "end", "page", "headingPath", "context", "tokenCount", "keywords")
      VALUES ${joined(rows)}`
  }
}

/** A chunk on which somebody has laid hands, in the version before or in one before that. */
export interface TouchedChunk extends CutChunk {
  readonly keywords: readonly string[]
  readonly isEnabled: boolean
  readonly editedAt: Date | null
  readonly earlier: readonly EarlierText[]
}

export async function addTouchedChunks(chunks: readonly TouchedChunk[]): Promise<void> {
  const rows = chunks.map(({ id, indexedDocumentId, documentId, version, index, text, start, end, page, headingPath, context, tokenCount, keywords, isEnabled, editedAt, earlier }) => {
    const asCut = { id, indexedDocumentId, documentId, version, index, text, start, end, page, headingPath: [...headingPath], context, tokenCount }
    return { ...asCut, keywords: [...keywords], isEnabled, editedAt, earlier: storableTexts(earlier) }
  })
  for (let from = 0; from < rows.length; from += rowsPerWrite) await db.chunk.createMany({ data: rows.slice(from, from + rowsPerWrite) })
}

export async function countChunks(id: string, version: number): Promise<number> {
  return db.chunk.count({ where: { indexedDocumentId: id, version } })
}

/** A batch of a version's chunks in their order, after `afterIndex`. */
export async function chunksAfter(id: string, version: number, afterIndex: number, limit: number) {
  const select = { id: true, index: true, text: true, headingPath: true, context: true, tokenCount: true, keywords: true } as const
  const rows = await db.chunk.findMany({ where: { indexedDocumentId: id, version, index: { gt: afterIndex } }, select, orderBy: { index: 'asc' }, take: limit })
  return rows.map((row) => ({ ...row, headingPath: storedStringsSchema.parse(row.headingPath), keywords: storedStringsSchema.parse(row.keywords) }))
}

/**
 * Makes a complete version the one that is searched and cited, in one update and with statements that belong to it. An older version
 * never replaces a newer one, so a worker that slept through its lease cannot bring back what was swept. False when that was so, or
 * the document was cancelled or deleted.
 */
export async function activate(id: string, version: number, facts: VersionFacts, also: readonly Statement[] = []): Promise<boolean> {
  const chunkCount = await countChunks(id, version)
  const data = { ...facts, warnings: [...facts.warnings], chunkCount, activeVersion: version, ...settled }
  return didWrite([db.indexedDocument.update({ where: { id, state: { in: liveStates }, activeVersion: { lt: version } }, data }), ...also])
}

/** Ready with the version that is active already. False when it was cancelled or deleted. */
export async function keep(id: string, also: readonly Statement[] = []): Promise<boolean> {
  return didWrite([db.indexedDocument.update({ where: { id, state: { in: liveStates } }, data: settled }), ...also])
}

const settled = { state: 'ready', unitsDone: 0, unitsTotal: 0, errorText: null } as const

/** All of the statements, or none when a record was not there as it was to be. */
async function didWrite(statements: Statement[]): Promise<boolean> {
  try {
    await db.$transaction(statements)
    return true
  } catch (error) {
    if (isMissingRecord(error)) return false
    throw error
  }
}

/** Removes the rows of the versions up to one, but for another; version 0 is none. */
export async function sweep(id: string, { exceptVersion, upToVersion }: { exceptVersion: number; upToVersion: number }): Promise<void> {
  const where = { indexedDocumentId: id, version: { not: exceptVersion, lte: upToVersion } }
  await db.chunk.deleteMany({ where })
  await db.documentBlock.deleteMany({ where })
}

/** Failed, with the reason; a version that was searchable before stays so. */
export async function fail(id: string, errorText: string): Promise<void> {
  await db.indexedDocument.updateMany({ where: { id, state: { in: liveStates } }, data: { state: 'failed', unitsDone: 0, unitsTotal: 0, errorText } })
}

/** Back in the queue for another attempt, with the reason. */
export async function wait(id: string, reason: string): Promise<void> {
  await db.indexedDocument.updateMany({ where: { id, state: { in: liveStates } }, data: { state: 'queued', unitsDone: 0, unitsTotal: 0, errorText: reason } })
}
