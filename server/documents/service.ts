import { extname } from 'node:path'
import { z } from 'zod'
import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import { db, isUniqueViolation, noJson, type Prisma } from '@/server/database'
import { reread } from '@/server/documents/actions'
import { goingOn } from '@/server/documents/attempts'
import { acceptedExtensions, type Document, type DocumentBlock, type DocumentPatch, documentStateTable, savedAs, storedMetadataSchema, usualExtensions } from '@/server/documents/schema'
import { isStalled } from '@/server/documents/versions'
import { AppError, notFound } from '@/server/errors'
import { removeFile, type StoredFile } from '@/server/files/store'
import { newId } from '@/server/ids'
import * as jobs from '@/server/jobs/queue'
import { chunkingSchema } from '@/server/ingestion/schema'
import { currentIndexes } from '@/server/knowledge/indexes'
import { ownerOfBase, readableBy, requireWritable, writableBy } from '@/server/teams/access'

const warningsSchema = z.array(z.string()).catch([])

export type DocumentRow = Prisma.DocumentGetPayload<object>
/** What the active index made of a document. */
export type IndexedRow = Prisma.IndexedDocumentGetPayload<object>

/** The documents as they are shown, with the older one that holds the same bytes. */
export async function toDocuments(rows: readonly { row: DocumentRow; indexed: IndexedRow }[]): Promise<Document[]> {
  const attempts = await goingOn(rows.flatMap(({ indexed }) => (indexed.state === 'parsing' || indexed.state === 'embedding' ? [indexed.id] : [])))
  const twins = await db.document.findMany({
    where: { OR: [...Map.groupBy(rows, ({ row }) => row.knowledgeBaseId)].map(([knowledgeBaseId, group]) => ({ knowledgeBaseId, sha256: { in: group.map(({ row }) => row.sha256) } })) },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, sha256: true, knowledgeBaseId: true },
  })
  return rows.map(({ row, indexed }) => {
    const first = twins.find((twin) => twin.sha256 === row.sha256 && twin.knowledgeBaseId === row.knowledgeBaseId)
    return {
      ...indexed,
      ...row,
      isStalled: isStalled(indexed),
      attempt: attempts.get(indexed.id) ?? null,
      warnings: warningsSchema.parse(indexed.warnings),
      metadata: storedMetadataSchema.parse(row.metadata),
      chunking: row.chunking === null ? null : chunkingSchema.parse(row.chunking),
      duplicateOf: first === undefined || first.id === row.id ? null : { id: first.id, name: first.name },
      updatedAt: row.updatedAt > indexed.updatedAt ? row.updatedAt : indexed.updatedAt,
    }
  })
}

/** The name as it is kept: the last part of a path, without control characters, at most 255 UTF-16 code units with its extension. */
export function cleanName(raw: string): string {
  const base = (raw.split(/[/\\]/).at(-1) ?? '').normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim()
  const extension = extname(base)
  const stem = base.slice(0, base.length - extension.length)
  return `${Array.from(stem).slice(0, 200).join('')}${extension.slice(0, 20)}` || 'document'
}

/** @throws AppError unsupported for an extension that no parser reads, before a byte is stored. */
export function refuseUnknownFormat(name: string): void {
  const extension = extname(name).toLowerCase()
  if (acceptedExtensions.includes(extension)) return
  const better = savedAs[extension.slice(1)]
  if (better !== undefined) throw new AppError('unsupported', `“${name}” cannot be read; save it as .${better} and upload that`)
  throw new AppError('unsupported', `“${name}” cannot be read; upload one of ${usualExtensions.join(' ')} or source code`)
}

interface DocumentDraft {
  readonly knowledgeBaseId: string
  readonly name: string
  readonly mediaType: string
  readonly file: StoredFile
  /** The web page it was taken from. */
  readonly sourceUrl?: string
  /** Two documents of one page are not made: see PageTaken. */
  readonly pageKey?: string
  /** It is stored, and read when somebody says so (documents/onDemand.ts). */
  readonly isUnread?: boolean
}

/** Another request made the document of the same page in this moment. */
export class PageTaken extends Error {}

/** The document, its place in the indexes of its base and their jobs, committed together before the upload is answered. A taken name becomes `name(1).ext`. @throws AppError not_found, forbidden; PageTaken. */
export async function create(actor: Actor, draft: DocumentDraft): Promise<Document> {
  await requireWritable(actor, [draft.knowledgeBaseId])
  for (;;) {
    const name = await freeName(draft.knowledgeBaseId, draft.name)
    try {
      const id = await insert({ ...draft, name })
      return await get(actor, id)
    } catch (error) {
      // Another upload took the name in this moment; the next free one is looked for.
      if (!isUniqueViolation(error)) throw error
      if (draft.pageKey !== undefined && (await db.document.count({ where: { pageKey: draft.pageKey } })) > 0) throw new PageTaken('the page has a document', { cause: error })
    }
  }
}

async function insert({ knowledgeBaseId, name, mediaType, file: stored, sourceUrl, pageKey, isUnread = false }: DocumentDraft): Promise<string> {
  const id = newId()
  const person = await ownerOfBase(knowledgeBaseId)
  const owner = visibleTo(person)
  const indexes = await currentIndexes(knowledgeBaseId)
  const indexed = indexes.map((index) => ({ id: newId(), ...owner, indexId: index.id, documentId: id, ...(isUnread ? { state: 'unread' as const } : {}), warnings: [] }))
  await db.$transaction([
    db.document.create({ data: { id, ...owner, knowledgeBaseId, name, mediaType, ...(sourceUrl === undefined ? {} : { sourceUrl }), ...(pageKey === undefined ? {} : { pageKey }), metadata: {}, ...stored } }),
    db.indexedDocument.createMany({ data: indexed }),
    jobs.enqueueAll(person, indexed.map((entry) => ({ kind: 'ingest' as const, subjectId: entry.id, payload: { storageKey: stored.storageKey }, isHeld: isUnread }))),
    db.knowledgeBase.update({ where: { id: knowledgeBaseId }, data: { updatedAt: new Date() } }),
  ])
  return id
}

/** Removes a stored file that no document and no attachment came to use. */
export async function discardUnused({ storageKey }: Pick<StoredFile, 'storageKey'>): Promise<void> {
  const uses = (await db.document.count({ where: { storageKey } })) + (await db.attachment.count({ where: { storageKey } }))
  if (uses === 0) await removeFile(storageKey)
}

async function freeName(knowledgeBaseId: string, name: string): Promise<string> {
  const extension = extname(name)
  const stem = name.slice(0, name.length - extension.length)
  const rows = await db.document.findMany({ where: { knowledgeBaseId, name: { startsWith: stem } }, select: { name: true } })
  const taken = new Set(rows.map((row) => row.name))
  let free = name
  for (let number = 1; taken.has(free); number += 1) free = `${stem}(${number})${extension}`
  return free
}

/** A document with what the active index made of it. @throws AppError not_found. */
export async function find(owner: Owner, id: string): Promise<{ row: DocumentRow; indexed: IndexedRow }> {
  const [row, indexed] = await Promise.all([
    db.document.findFirst({ where: { id, knowledgeBase: readableBy(owner) } }),
    db.indexedDocument.findFirst({ where: { documentId: id, index: { activeIn: { isNot: null }, knowledgeBase: readableBy(owner) } } }),
  ])
  if (row === null || indexed === null) throw notFound('document')
  return { row, indexed }
}

export async function get(actor: Actor, id: string): Promise<Document> {
  const [document] = await toDocuments([await find(actor, id)])
  if (document === undefined) throw notFound('document')
  return document
}

/**
 * Changes what its owner says of a document. A new way to cut it has it read again; until then its old passages answer. A new name is
 * searched for as well, which makes its rows of the index anew and nothing else. The extension of its name stays. @throws AppError not_found, forbidden, conflict when the name is taken or the document is being worked on.
 */
export async function update(actor: Actor, { id, name, chunking, ...rest }: DocumentPatch): Promise<Document> {
  const { row, indexed } = await find(actor, id)
  await requireWritable(actor, [row.knowledgeBaseId])
  const isCutAnew = chunking !== undefined && JSON.stringify(chunking) !== JSON.stringify(row.chunking)
  if (isCutAnew && documentStateTable[indexed.state].isLive) throw new AppError('conflict', 'This document is being worked on; wait for it, or cancel it first')
  const data = {
    ...rest,
    ...(name === undefined ? {} : { name: withExtension(cleanName(name), extname(row.name)) }),
    ...(isCutAnew ? { chunking: chunking ?? noJson } : {}),
  }
  try {
    await db.document.update({ where: { id, knowledgeBase: writableBy(actor) }, data })
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', `There is already a document called “${data.name}” in this knowledge base; choose another name`, { cause: error })
    throw error
  }
  const isRenamed = data.name !== undefined && data.name !== row.name
  if (isCutAnew || (isRenamed && indexed.state === 'ready')) await reread(actor, [id])
  return get(actor, id)
}

const withExtension = (name: string, extension: string): string => (name.toLowerCase().endsWith(extension.toLowerCase()) ? name : `${name}${extension}`)

/** Where the original lies, for a download. */
export async function file(actor: Actor, id: string): Promise<{ name: string; mediaType: string; size: number; storageKey: string }> {
  const { row } = await find(actor, id)
  return { name: row.name, mediaType: row.mediaType, size: row.size, storageKey: row.storageKey }
}

/** Readable pieces of the text, from a piece or from the first one of a page on. */
export async function blocks(actor: Actor, id: string, { fromIndex, fromPage, limit }: { fromIndex: number; fromPage?: number | undefined; limit: number }): Promise<DocumentBlock[]> {
  const { indexed } = await find(actor, id)
  return db.documentBlock.findMany({
    where: { indexedDocumentId: indexed.id, version: indexed.activeVersion, index: { gte: fromIndex }, ...(fromPage === undefined ? {} : { page: { gte: fromPage } }) },
    orderBy: { index: 'asc' },
    take: limit,
    select: { index: true, page: true, start: true, text: true },
  })
}

/** The index of the piece that holds an offset. */
export async function blockAt(actor: Actor, id: string, offset: number): Promise<number> {
  const { indexed } = await find(actor, id)
  const row = await db.documentBlock.findFirst({
    where: { indexedDocumentId: indexed.id, version: indexed.activeVersion, start: { lte: offset } },
    orderBy: { start: 'desc' },
    select: { index: true },
  })
  return row?.index ?? 0
}
