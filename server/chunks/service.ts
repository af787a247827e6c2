// The chunks of documents in the index that is searched. What changes them embeds them too: ingestion/editChunks.ts.
import type { Actor } from '@/server/auth/actor'
import { type Chunk, storedStringsSchema } from '@/server/chunks/schema'
import { containing, db, type Prisma } from '@/server/database'
import { notFound } from '@/server/errors'
import { readableBy } from '@/server/teams/access'

type ChunkRow = Prisma.ChunkGetPayload<object>

export const toChunk = (row: ChunkRow): Chunk => ({
  ...row,
  headingPath: storedStringsSchema.parse(row.headingPath),
  keywords: storedStringsSchema.parse(row.keywords),
})

/** The active version of a document that the actor may read. @throws AppError not_found. */
async function activeVersion(actor: Actor, documentId: string): Promise<{ indexedDocumentId: string; version: number }> {
  const row = await db.indexedDocument.findFirst({ where: { documentId, index: { activeIn: { isNot: null }, knowledgeBase: readableBy(actor) } } })
  if (row === null) throw notFound('document')
  return { indexedDocumentId: row.id, version: row.activeVersion }
}

/** Chunks in their order, a page of them after `afterIndex`: all, or those whose text holds every word of `search`. */
export async function list(
  actor: Actor,
  { documentId, search = '', isEnabled, afterIndex = -1, limit = 50 }: { documentId: string; search?: string; isEnabled?: boolean | undefined; afterIndex?: number; limit?: number },
): Promise<Chunk[]> {
  const version = await activeVersion(actor, documentId)
  const rows = await db.chunk.findMany({
    where: { ...version, index: { gt: afterIndex }, ...(isEnabled === undefined ? {} : { isEnabled }), ...holding(search) },
    orderBy: { index: 'asc' },
    take: limit,
  })
  return rows.map(toChunk)
}

/** A page of the chunks that pass, in their order, and how many do. @throws AppError not_found. */
export async function page(
  actor: Actor,
  { documentId, search = '', isEnabled, offset = 0, limit = 30 }: { documentId: string; search?: string; isEnabled?: boolean | undefined; offset?: number; limit?: number },
): Promise<{ items: Chunk[]; totalCount: number }> {
  const where = { ...(await activeVersion(actor, documentId)), ...holding(search), ...(isEnabled === undefined ? {} : { isEnabled }) }
  const [rows, totalCount] = await Promise.all([db.chunk.findMany({ where, orderBy: { index: 'asc' }, skip: offset, take: limit }), db.chunk.count({ where })])
  return { items: rows.map(toChunk), totalCount }
}

/** Every word of a search. */
const holding = (search: string) => ({ AND: search.split(/\s+/).flatMap((word) => (word === '' ? [] : [{ text: containing(word) }])) })

/** @throws AppError not_found for one that is missing, somebody else's, or of a version that is not searched any more. */
export async function get(actor: Actor, id: string): Promise<Chunk> {
  const row = await db.chunk.findFirst({ where: { id, indexedDocument: { index: { knowledgeBase: readableBy(actor) } } } })
  const active = row && (await db.indexedDocument.findFirst({ where: { id: row.indexedDocumentId, activeVersion: row.version, index: { activeIn: { isNot: null } } } }))
  if (row === null || active === null) throw notFound('passage')
  return toChunk(row)
}

/** The chunk of a number, and how many there are. @throws AppError not_found. */
export async function getByIndex(actor: Actor, documentId: string, index: number): Promise<{ chunk: Chunk; totalCount: number }> {
  const version = await activeVersion(actor, documentId)
  const [row, totalCount] = await Promise.all([db.chunk.findFirst({ where: { ...version, index } }), db.chunk.count({ where: version })])
  if (row === null) throw notFound('passage')
  return { chunk: toChunk(row), totalCount }
}

/** The keywords of some chunks that the actor may read, by the ids of the chunks. */
export async function keywordsOf(actor: Actor, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.chunk.findMany({ where: { id: { in: [...ids] }, indexedDocument: { document: { knowledgeBase: readableBy(actor) } } }, select: { id: true, keywords: true } })
  return new Map(rows.map(({ id, keywords }) => [id, storedStringsSchema.parse(keywords)]))
}

/** The chunk that holds an offset of the document's text, or the last one before it; null when there is none. */
export async function at(actor: Actor, documentId: string, offset: number): Promise<Chunk | null> {
  const version = await activeVersion(actor, documentId)
  // What was written by hand stands nowhere.
  const row = await db.chunk.findFirst({ where: { ...version, start: { lte: offset }, end: { gt: 0 } }, orderBy: [{ start: 'desc' }, { index: 'desc' }] })
  return row && toChunk(row)
}
