// The indexes of a base: what was made of its documents, one way each. The base names the one that is searched.
import { type Owner, visibleTo } from '@/server/auth/actor'
import { db, isUniqueViolation, noJson } from '@/server/database'
import { type DocumentState, liveStates } from '@/server/documents/schema'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { type Chunking, chunkingSchema } from '@/server/ingestion/schema'
import * as jobs from '@/server/jobs/queue'
import type { IndexDraft, KnowledgeIndex } from '@/server/knowledge/schema'
import * as models from '@/server/models/service'
import { ownerOfBase, readableBy, requireWritable, writableBy } from '@/server/teams/access'
import type { EmbeddingSpace } from '@/server/vectors/schema'

/** An index that questions are asked of. */
export interface SearchedIndex {
  readonly id: string
  readonly knowledgeBaseId: string
  readonly space: EmbeddingSpace
}

const toSearched = ({ id, knowledgeBaseId, embeddingModel: model, dimensions }: { id: string; knowledgeBaseId: string; embeddingModel: string; dimensions: number }): SearchedIndex => ({
  id,
  knowledgeBaseId,
  space: { model, dimensions },
})

/** The active indexes of some bases. @throws AppError not_found when one of the bases is missing or not to be seen. */
export async function activeIndexes(owner: Owner, knowledgeBaseIds: readonly string[]): Promise<SearchedIndex[]> {
  const ids = [...new Set(knowledgeBaseIds)]
  const rows = await db.knowledgeIndex.findMany({ where: { activeIn: { id: { in: ids }, ...readableBy(owner) } } })
  if (rows.length < ids.length) throw notFound('knowledge base')
  return rows.map(toSearched)
}

/** The active index of one base. @throws AppError not_found. */
export async function activeIndex(owner: Owner, knowledgeBaseId: string): Promise<SearchedIndex> {
  const [index] = await activeIndexes(owner, [knowledgeBaseId])
  if (index === undefined) throw notFound('knowledge base')
  return index
}

/** One index, active or not. @throws AppError not_found. */
export async function searchedIndex(owner: Owner, id: string): Promise<SearchedIndex> {
  return toSearched(await find(owner, id))
}

async function find(owner: Owner, id: string) {
  const row = await db.knowledgeIndex.findFirst({ where: { id, knowledgeBase: readableBy(owner) } })
  if (row === null) throw notFound('index')
  return row
}

async function writable(owner: Owner, id: string) {
  const row = await find(owner, id)
  await requireWritable(owner, [row.knowledgeBaseId])
  return row
}

/** The indexes that a new document belongs to: the one that is searched, and one that is being built beside it. */
export async function currentIndexes(knowledgeBaseId: string): Promise<{ id: string }[]> {
  return db.knowledgeIndex.findMany({ where: { knowledgeBaseId, OR: [{ activeIn: { isNot: null } }, { state: 'building' }] }, select: { id: true } })
}

/** The indexes of a base, the newest first, with what there is in them. @throws AppError not_found. */
export async function list(owner: Owner, knowledgeBaseId: string): Promise<KnowledgeIndex[]> {
  const active = await activeIndex(owner, knowledgeBaseId)
  const rows = await db.knowledgeIndex.findMany({ where: { knowledgeBaseId }, orderBy: { number: 'desc' } })
  const groups = await db.indexedDocument.groupBy({ by: ['indexId', 'state'], where: { indexId: { in: rows.map((row) => row.id) } }, _count: true, _sum: { chunkCount: true, tokenCount: true } })
  return rows.map((row) => {
    const own = groups.filter((group) => group.indexId === row.id)
    const count = (...states: string[]): number => own.filter((group) => states.includes(group.state)).reduce((sum, group) => sum + group._count, 0)
    return {
      ...row,
      chunking: chunkingSchema.parse(row.chunking),
      isActive: row.id === active.id,
      isBuilding: row.state === 'building',
      documentCount: own.reduce((sum, group) => sum + group._count, 0),
      readyCount: count('ready'),
      liveCount: count(...liveStates),
      failedCount: count('failed', 'cancelled'),
      chunkCount: own.reduce((sum, group) => sum + (group._sum.chunkCount ?? 0), 0),
      tokenCount: own.reduce((sum, group) => sum + (group._sum.tokenCount ?? 0), 0),
    }
  })
}

/** Ids in one statement: far below what either database takes. */
const rowsPerStatement = 500

/**
 * Begins another index of a base beside the active one, with other ways of cutting or the embedding model that is configured now; its
 * documents are queued behind everything else. A base without documents takes the settings at once. Returns the index.
 * @throws AppError not_found, forbidden, conflict when one is being built already.
 */
export async function build(owner: Owner, { knowledgeBaseId, chunking, switchWhenDone }: IndexDraft): Promise<KnowledgeIndex> {
  await requireWritable(owner, [knowledgeBaseId])
  const active = await activeIndex(owner, knowledgeBaseId)
  const { model: embeddingModel, dimensions } = await models.embeddingSpace()
  const settings = { embeddingModel, dimensions, chunking }
  const documents = await db.document.findMany({ where: { knowledgeBaseId }, orderBy: { id: 'asc' }, select: { id: true, storageKey: true } })
  if (documents.length === 0) {
    await db.knowledgeIndex.update({ where: { id: active.id }, data: settings })
    return one(owner, knowledgeBaseId, active.id)
  }
  const indexes = await db.knowledgeIndex.findMany({ where: { knowledgeBaseId }, orderBy: { number: 'desc' } })
  if (indexes.some((index) => index.state === 'building')) throw new AppError('conflict', 'Another index of this knowledge base is being built; switch to it or discard it first')
  const id = newId()
  try {
    await db.$transaction([
      db.knowledgeIndex.create({ data: { id, knowledgeBaseId, number: (indexes[0]?.number ?? 0) + 1, ...settings, switchWhenDone } }),
      ...(await filling(knowledgeBaseId, id, documents)),
    ])
  } catch (error) {
    // Somebody began one in the same moment and has the number.
    if (isUniqueViolation(error)) throw new AppError('conflict', 'Another index of this knowledge base is being built; switch to it or discard it first', { cause: error })
    throw error
  }
  return one(owner, knowledgeBaseId, id)
}

/**
 * Cuts the documents of a base another way from now on. Those that were read, or are being read, stay as they are and say so; the others
 * take the new way when they are read. @throws AppError not_found; conflict while another index is being built.
 */
export async function cutFromNowOn(owner: Owner, knowledgeBaseId: string, chunking: Chunking): Promise<void> {
  await requireWritable(owner, [knowledgeBaseId])
  const { id: indexId } = await activeIndex(owner, knowledgeBaseId)
  const [index, building] = await Promise.all([db.knowledgeIndex.findUniqueOrThrow({ where: { id: indexId } }), db.knowledgeIndex.count({ where: { knowledgeBaseId, state: 'building' } })])
  if (building > 0) throw new AppError('conflict', 'Another index of this knowledge base is being built; switch to it or discard it first')
  const isRead = { knowledgeBaseId, indexed: { some: { indexId, state: { not: 'unread' as const } } } }
  await db.$transaction([
    db.document.updateMany({ where: { ...isRead, chunking: { equals: noJson } }, data: { chunking: chunkingSchema.parse(index.chunking) } }),
    db.knowledgeIndex.update({ where: { id: indexId }, data: { chunking } }),
  ])
}

/** Embeds the documents of a base with another model, as long as none of them was. @throws AppError not_found, forbidden; conflict when there are passages already. */
export async function embedWith(owner: Owner, knowledgeBaseId: string, { model: embeddingModel, dimensions }: EmbeddingSpace): Promise<void> {
  await requireWritable(owner, [knowledgeBaseId])
  const untouched = { activeIn: { id: knowledgeBaseId }, documents: { none: { OR: [{ activeVersion: { gt: 0 } }, { state: { in: liveStates } }] } } }
  const { count } = await db.knowledgeIndex.updateMany({ where: untouched, data: { embeddingModel, dimensions } })
  if (count === 0) throw new AppError('conflict', 'This knowledge base has passages already; build another index of it to embed them anew')
}

/** How many documents of some bases are in each state, by the ids of the bases. */
export async function stateCounts(owner: Owner, knowledgeBaseIds: readonly string[]): Promise<Map<string, Partial<Record<DocumentState, number>>>> {
  const rows = await db.knowledgeIndex.findMany({ where: { activeIn: { id: { in: [...knowledgeBaseIds] }, ...readableBy(owner) } }, select: { id: true, knowledgeBaseId: true } })
  const groups = await db.indexedDocument.groupBy({ by: ['indexId', 'state'], where: { indexId: { in: rows.map(({ id }) => id) } }, _count: true })
  return new Map(rows.map(({ id, knowledgeBaseId }) => [knowledgeBaseId, Object.fromEntries(groups.flatMap((group) => (group.indexId === id ? [[group.state, group._count]] : [])))]))
}

/** The way in which the documents of bases are cut unless one says otherwise, by the ids of the bases. */
export async function chunkingOf(owner: Owner, knowledgeBaseIds: readonly string[]): Promise<Map<string, Chunking>> {
  const rows = await db.knowledgeIndex.findMany({ where: { activeIn: { id: { in: [...knowledgeBaseIds] }, ...readableBy(owner) } }, select: { knowledgeBaseId: true, chunking: true } })
  return new Map(rows.map((row) => [row.knowledgeBaseId, chunkingSchema.parse(row.chunking)]))
}

/** The statements that queue documents for an index; those that nobody had read stay unread. Their attempts go on counting, so that a version never means two things. */
async function filling(knowledgeBaseId: string, indexId: string, documents: readonly { id: string; storageKey: string }[]) {
  const owner = await ownerOfBase(knowledgeBaseId)
  const statements = []
  for (let start = 0; start < documents.length; start += rowsPerStatement) {
    const batch = documents.slice(start, start + rowsPerStatement).map((document) => ({ ...document, entryId: newId() }))
    const versions = await db.indexedDocument.groupBy({ by: ['documentId'], where: { documentId: { in: batch.map(({ id }) => id) } }, _max: { activeVersion: true } })
    const read = await db.indexedDocument.findMany({ where: { documentId: { in: batch.map(({ id }) => id) }, state: { not: 'unread' } }, distinct: ['documentId'], select: { documentId: true } })
    const isRead = new Set(read.map(({ documentId }) => documentId))
    const versionOf = new Map(versions.map((row) => [row.documentId, row._max.activeVersion ?? 0]))
    statements.push(
      db.indexedDocument.createMany({ data: batch.map(({ id, entryId }) => ({ id: entryId, ...visibleTo(owner), indexId, documentId: id, ...(isRead.has(id) ? {} : { state: 'unread' as const }), warnings: [] })) }),
      jobs.enqueueAll(
        owner,
        batch.map(({ id, storageKey, entryId }) => ({ kind: 'ingest' as const, subjectId: entryId, payload: { storageKey }, priority: rebuildPriority, attempts: versionOf.get(id) ?? 0, isHeld: !isRead.has(id) })),
      ),
    )
  }
  return statements
}

/** Behind what somebody waits for. */
const rebuildPriority = -1

async function one(owner: Owner, knowledgeBaseId: string, id: string): Promise<KnowledgeIndex> {
  const index = (await list(owner, knowledgeBaseId)).find((candidate) => candidate.id === id)
  if (index === undefined) throw notFound('index')
  return index
}

/**
 * Makes another index the one that is searched, in one update; the one before it is kept to go back to, and older ones are removed.
 * Documents that came after an older index was left are queued for it. @throws AppError not_found, forbidden; conflict while it is being filled.
 */
export async function switchTo(owner: Owner, id: string): Promise<KnowledgeIndex> {
  const { knowledgeBaseId } = await writable(owner, id)
  const [target, before] = await Promise.all([one(owner, knowledgeBaseId, id), activeIndex(owner, knowledgeBaseId)])
  if (target.isActive) return target
  if (target.liveCount > 0) throw new AppError('conflict', `${target.liveCount} documents are still being read into this index; wait for them, or cancel them`)
  const documents = await db.document.findMany({ where: { knowledgeBaseId, indexed: { none: { indexId: id } } }, orderBy: { id: 'asc' }, select: { id: true, storageKey: true } })
  const older = await db.knowledgeIndex.findMany({ where: { knowledgeBaseId, id: { notIn: [id, before.id] } } })
  await db.$transaction([
    db.knowledgeBase.update({ where: { id: knowledgeBaseId, activeIndexId: before.id, ...writableBy(owner) }, data: { activeIndexId: id } }),
    db.knowledgeIndex.update({ where: { id }, data: { state: 'complete', activatedAt: new Date() } }),
    ...(await filling(knowledgeBaseId, id, documents)),
    ...older.flatMap((index) => removal(owner, toSearched(index))),
  ])
  return one(owner, knowledgeBaseId, id)
}

/** Removes an index that is not searched. @throws AppError not_found, forbidden, conflict for the active one. */
export async function discard(owner: Owner, id: string): Promise<void> {
  const index = await writable(owner, id)
  const active = await activeIndex(owner, index.knowledgeBaseId)
  if (active.id === id) throw new AppError('conflict', 'This index is being searched; switch to another one first')
  await db.$transaction(removal(owner, toSearched(index)))
}

/** The statements that remove an index and have its vectors follow; what works on it finds that it is gone. */
function removal(owner: Owner, { id: indexId, space }: SearchedIndex) {
  return [
    jobs.enqueue(owner, { kind: 'purge', subjectId: newId(), payload: { storageKeys: [], vectors: [{ indexId, space }] } }),
    db.knowledgeIndex.deleteMany({ where: { id: indexId, activeIn: null, knowledgeBase: writableBy(owner) } }),
  ]
}
