// What may be done with documents, many at once: all that are named, or, when one of them is not the actor's to change, none.
import type { Actor, Owner } from '@/server/auth/actor'
import { db, type Prisma } from '@/server/database'
import { cancelling } from '@/server/documents/attempts'
import { documentStates, documentStateTable, liveStates } from '@/server/documents/schema'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import * as jobs from '@/server/jobs/queue'
import { activeIndex } from '@/server/knowledge/indexes'
import { receiptOf } from '@/server/receipts/service'
import { managedBy, readableBy, requireWritable, writableBy } from '@/server/teams/access'

/** Ids in one statement: far below what either database takes. */
const rowsPerStatement = 500
/** What was tried and did not come to its end. */
const triedStates = documentStates.filter((state) => documentStateTable[state].canRetry && state !== 'unread')

/** The documents in the index that is searched. @throws AppError not_found when one of them is not to be seen by the actor, forbidden when one is only to be read. */
export async function indexedOf(actor: Actor, documentIds: readonly string[]) {
  const ids = [...new Set(documentIds)]
  const rows = await db.indexedDocument.findMany({ where: { documentId: { in: ids }, index: { activeIn: { isNot: null }, knowledgeBase: readableBy(actor) } }, include: { index: { select: { knowledgeBaseId: true } } } })
  if (rows.length < ids.length) throw notFound('document')
  await requireWritable(actor, rows.map(({ index }) => index.knowledgeBaseId))
  return rows
}

/** Queues those that failed, were cancelled, or were not read yet. @throws AppError conflict when there is none among them. */
export async function retry(actor: Actor, documentIds: readonly string[]): Promise<void> {
  const rows = (await indexedOf(actor, documentIds)).filter((row) => documentStateTable[row.state].canRetry)
  if (rows.length === 0) throw new AppError('conflict', 'Only a failed or cancelled document can be tried again')
  await requeue(rows)
}

/** The same for all of a base. Returns how many. */
export async function retryFailed(actor: Actor, knowledgeBaseId: string): Promise<number> {
  await requireWritable(actor, [knowledgeBaseId])
  const { id: indexId } = await activeIndex(actor, knowledgeBaseId)
  const rows = await db.indexedDocument.findMany({ where: { indexId, state: { in: triedStates } } })
  await requeue(rows)
  return rows.length
}

/** Reads documents again as their settings say now; until a new version is complete the old one answers. What is being read already stays so. */
export async function reread(actor: Actor, documentIds: readonly string[]): Promise<void> {
  await requeue((await indexedOf(actor, documentIds)).filter((row) => !documentStateTable[row.state].isLive))
}

/** Reads a document again into an index that is being built beside the searched one: what was changed by hand meanwhile belongs there too. */
export async function rereadWhereBuilt(documentId: string): Promise<void> {
  await requeue(await db.indexedDocument.findMany({ where: { documentId, state: 'ready', index: { state: 'building' } } }))
}

async function requeue(rows: readonly Prisma.IndexedDocumentGetPayload<object>[]): Promise<void> {
  for (const row of rows) {
    const attempts = await jobs.attemptsOf(row.id)
    await db.$transaction([
      db.indexedDocument.updateMany({ where: { id: row.id, state: row.state }, data: { state: 'queued', unitsDone: 0, unitsTotal: 0, errorText: null } }),
      jobs.requeue(row.id, attempts),
    ])
  }
}

/** Stops those that are being worked on; the worker notices within a second. @throws AppError conflict when none of them is. */
export async function cancel(actor: Actor, documentIds: readonly string[]): Promise<void> {
  const ids = (await indexedOf(actor, documentIds)).filter((row) => documentStateTable[row.state].isLive).map((row) => row.id)
  if (ids.length === 0) throw new AppError('conflict', 'This document is not being worked on')
  const begun = (await Promise.all(batches(ids).map(jobs.begunAmong))).flat()
  await db.$transaction([
    // The worker sweeps what it wrote, unless it dies first, or is dead already.
    ...batches(begun).map((batch) =>
      jobs.enqueue(actor, {
        kind: 'purge',
        subjectId: newId(),
        payload: { storageKeys: [], vectors: [], attempts: batch.map(({ subjectId, attempt }) => ({ indexedDocumentId: subjectId, upToVersion: attempt })) },
        waitsForLeases: true,
      }),
    ),
    ...batches(ids).flatMap((batch) => [
      jobs.cancel(batch),
      cancelling(batch),
      db.indexedDocument.updateMany({ where: { id: { in: batch }, state: { in: [...liveStates] } }, data: { state: 'cancelled', unitsDone: 0, unitsTotal: 0 } }),
    ]),
  ])
}

/** Switches documents on or off: those that are off are never found. */
export async function setEnabled(actor: Actor, documentIds: readonly string[], isEnabled: boolean): Promise<void> {
  const rows = await indexedOf(actor, documentIds)
  await db.document.updateMany({ where: { id: { in: rows.map((row) => row.documentId) }, knowledgeBase: writableBy(actor) }, data: { isEnabled } })
}

/** Removes the rows at once, so that they are neither found nor opened any more, and what was cited stays with its answer; vectors and files follow, and a receipt says when. */
export async function remove(actor: Actor, documentIds: readonly string[]): Promise<void> {
  const ids = [...new Set(documentIds)]
  const rows = await db.document.findMany({ where: { id: { in: ids }, knowledgeBase: readableBy(actor) }, orderBy: { id: 'asc' }, select: { id: true, name: true, knowledgeBaseId: true } })
  const [first] = rows
  if (first === undefined || rows.length < ids.length) throw notFound('document')
  await requireWritable(actor, rows.map(({ knowledgeBaseId }) => knowledgeBaseId))
  const { forgotten, ...remains } = await remainsOfDocuments(actor, ids)
  await db.$transaction([
    ...receiptOf(actor, { kind: 'document', subjectId: first.id, name: first.name, ...remains }),
    ...forgotten,
    ...batches(ids).map((batch) => db.document.deleteMany({ where: { id: { in: batch }, knowledgeBase: writableBy(actor) } })),
  ])
}

/** The statements that write the receipt of a base, stop its ingestion and take the way to its documents out of citations; run in the transaction that deletes it. */
export async function removalOfBase(actor: Actor, { id, name }: { id: string; name: string }) {
  const { forgotten, ...remains } = await remainsOfBases(actor, [id])
  return [...receiptOf(actor, { kind: 'knowledgeBase', subjectId: id, name, ...remains }), ...forgotten]
}

/** What the deletion of bases leaves behind, for its receipt, and the statements that stop their ingestion and take the way to their documents out of citations. */
export async function remainsOfBases(owner: Owner, ids: readonly string[]) {
  const [indexes, rows] = await Promise.all([
    db.knowledgeIndex.findMany({ where: { knowledgeBaseId: { in: [...ids] }, knowledgeBase: managedBy(owner) } }),
    db.document.findMany({ where: { knowledgeBaseId: { in: [...ids] }, knowledgeBase: managedBy(owner) }, include: remembered }),
  ])
  const vectors = indexes.map((index) => ({ indexId: index.id, space: spaceOf(index) }))
  const files = rows.map(({ storageKey, size }) => ({ storageKey, size }))
  return { ...countsOf(rows), files, vectors, forgotten: forgetting(rows) }
}

/** The same of some documents of any bases. */
export async function remainsOfDocuments(owner: Owner, ids: readonly string[]) {
  const rows = await db.document.findMany({ where: { id: { in: [...ids] }, knowledgeBase: writableBy(owner) }, include: remembered })
  const indexes = await db.knowledgeIndex.findMany({ where: { knowledgeBaseId: { in: rows.map((row) => row.knowledgeBaseId) } } })
  const vectors = indexes.map((index) => ({ indexId: index.id, space: spaceOf(index), documentIds: rows.filter((row) => row.knowledgeBaseId === index.knowledgeBaseId).map((row) => row.id) }))
  const files = rows.map(({ storageKey, size }) => ({ storageKey, size }))
  return { ...countsOf(rows), files, vectors, forgotten: forgetting(rows) }
}

const remembered = { indexed: { select: { id: true, chunkCount: true } } } as const
type Remembered = Prisma.DocumentGetPayload<{ include: typeof remembered }>

const countsOf = (rows: readonly Remembered[]) => ({
  documentCount: rows.length,
  chunkCount: rows.reduce((sum, row) => sum + row.indexed.reduce((own, entry) => own + entry.chunkCount, 0), 0),
})

/** The statements that stop the ingestion of documents and take the way to them out of citations; many to a statement, so that nobody waits for the database. */
function forgetting(rows: readonly Remembered[]) {
  return batches(rows).flatMap((batch) => [
    jobs.cancel(batch.flatMap((row) => row.indexed.map((entry) => entry.id))),
    db.citation.updateMany({ where: { documentId: { in: batch.map((row) => row.id) } }, data: { documentId: null, knowledgeBaseId: null, chunkId: null } }),
  ])
}

const spaceOf = ({ embeddingModel: model, dimensions }: { embeddingModel: string; dimensions: number }) => ({ model, dimensions })

function batches<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsPerStatement) }, (_, batch) => rows.slice(batch * rowsPerStatement, (batch + 1) * rowsPerStatement))
}
