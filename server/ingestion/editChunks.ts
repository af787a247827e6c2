import type { Actor } from '@/server/auth/actor'
import { storableTexts, withPresent } from '@/server/chunks/earlier'
import type { Chunk } from '@/server/chunks/schema'
import * as chunks from '@/server/chunks/service'
import { db, isMissingRecord, isUniqueViolation } from '@/server/database'
import { rereadWhereBuilt } from '@/server/documents/actions'
import * as versions from '@/server/documents/versions'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { embedChunks } from '@/server/ingestion/embedChunks'
import { readableBy, requireWritable } from '@/server/teams/access'
import { countTokens } from '@/server/text/tokens'
import { vectors } from '@/server/vectors/store'

const changed = (cause: unknown): AppError => new AppError('conflict', 'This document was changed in the meantime; reload it and make the change there', { cause })

/** The document whose active version is to be changed. @throws AppError not_found, forbidden, conflict when it has no version yet. */
async function editable(actor: Actor, documentId: string): Promise<versions.Source> {
  const row = await db.indexedDocument.findFirst({ where: { documentId, index: { activeIn: { isNot: null }, knowledgeBase: readableBy(actor) } }, select: { id: true, index: { select: { knowledgeBaseId: true } } } })
  if (row !== null) await requireWritable(actor, [row.index.knowledgeBaseId])
  const source = row && (await versions.find(row.id))
  if (source === null) throw notFound('document')
  if (source.activeVersion === 0) throw new AppError('conflict', 'This document has no passages yet; wait until it is ready')
  return source
}

/** Changes the counts of a version with its chunks. Refused when it is no longer the active one. */
const counted = (source: versions.Source, chunkCount: number, tokenCount: number) =>
  db.indexedDocument.update({ where: { id: source.id, activeVersion: source.activeVersion }, data: { chunkCount: { increment: chunkCount }, tokenCount: { increment: tokenCount } } })

/**
 * Writes a passage into a document, behind its last one; it is found from now on.
 * @throws AppError not_found, conflict, and what the embedding server says.
 */
export async function add(actor: Actor, { documentId, text, keywords }: { documentId: string; text: string; keywords: string[] }): Promise<Chunk> {
  const source = await editable(actor, documentId)
  const last = await db.chunk.findFirst({ where: { indexedDocumentId: source.id, version: source.activeVersion }, orderBy: { index: 'desc' }, select: { index: true } })
  const row = {
    id: newId(),
    indexedDocumentId: source.id,
    documentId,
    version: source.activeVersion,
    index: (last?.index ?? -1) + 1,
    text,
    start: 0,
    end: 0,
    page: null,
    headingPath: [],
    context: '',
    tokenCount: countTokens(text),
    keywords,
    isEnabled: true,
    editedAt: new Date(),
  }
  await write(source, row, () => db.$transaction([db.chunk.create({ data: row }), counted(source, 1, row.tokenCount)]))
  await rereadWhereBuilt(documentId)
  return chunks.get(actor, row.id)
}

/**
 * Changes the text or the keywords of a passage, embedding it again at once, or switches it on or off.
 * @throws AppError not_found, conflict, and what the embedding server says; then nothing is changed.
 */
export async function edit(actor: Actor, { id, text, keywords, isEnabled }: { id: string; text?: string | undefined; keywords?: string[] | undefined; isEnabled?: boolean | undefined }): Promise<Chunk> {
  const before = await chunks.get(actor, id)
  const source = await editable(actor, before.documentId)
  const after = { ...before, text: text ?? before.text, keywords: keywords ?? before.keywords, isEnabled: isEnabled ?? before.isEnabled }
  const tokenCount = countTokens(after.text)
  const editedAt = after.text === before.text ? before.editedAt : new Date()
  const isReworded = after.text !== before.text || after.keywords.join('\n') !== before.keywords.join('\n')
  const earlier = isReworded ? { earlier: storableTexts(await withPresent(id, { text: before.text, keywords: before.keywords, changedAt: new Date(), changedBy: actor.userId })) } : {}
  const data = { text: after.text, keywords: after.keywords, isEnabled: after.isEnabled, tokenCount, editedAt, ...earlier }
  const store = () => db.$transaction([db.chunk.update({ where: { id, version: source.activeVersion }, data }), counted(source, 0, tokenCount - before.tokenCount)])
  if (!isReworded) await store()
  else await write(source, after, store)
  await rereadWhereBuilt(before.documentId)
  return chunks.get(actor, id)
}

/** Deletes passages of one document. @throws AppError not_found when one of them is not there: then none is deleted. */
export async function remove(actor: Actor, { documentId, ids }: { documentId: string; ids: readonly string[] }): Promise<void> {
  const source = await editable(actor, documentId)
  const where = { id: { in: [...ids] }, indexedDocumentId: source.id, version: source.activeVersion }
  const rows = await db.chunk.findMany({ where, select: { tokenCount: true } })
  if (rows.length < new Set(ids).size) throw notFound('passage')
  const tokens = rows.reduce((sum, row) => sum + row.tokenCount, 0)
  await db.$transaction([db.chunk.deleteMany({ where }), counted(source, -rows.length, -tokens)])
  await (await vectors()).removeRows(source.space, ids)
  await rereadWhereBuilt(documentId)
}

/** Embeds first, which may fail, then changes SQL, which is what counts, then the index. */
async function write(source: versions.Source, chunk: Pick<Chunk, 'id' | 'text' | 'headingPath' | 'context' | 'keywords'>, store: () => Promise<unknown>): Promise<void> {
  const rows = await embedChunks(source, source.activeVersion, [chunk])
  try {
    await store()
  } catch (cause) {
    // Another version became the active one, or somebody added a passage in the same moment.
    throw isMissingRecord(cause) || isUniqueViolation(cause) ? changed(cause) : cause
  }
  await (await vectors()).upsert(source.space, rows)
}
