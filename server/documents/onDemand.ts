// Documents that are read when somebody says so, and not when they come.
import type { Actor } from '@/server/auth/actor'
import { db, noJson } from '@/server/database'
import { indexedOf } from '@/server/documents/actions'
import { documentStateTable } from '@/server/documents/schema'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import type { Chunking } from '@/server/ingestion/schema'
import * as jobs from '@/server/jobs/queue'
import { readableBy, writableBy } from '@/server/teams/access'

type Row = Awaited<ReturnType<typeof indexedOf>>[number]

/** The state and counts of a document of which nothing was read. */
const nothingRead = { activeVersion: 0, pageCount: null, characterCount: 0, chunkCount: 0, tokenCount: 0, unitsDone: 0, unitsTotal: 0, errorText: null, warnings: [] }

/** @throws AppError not_found when one of the documents is not of that base, or not to be seen by the actor. */
export async function requireIn(actor: Actor, knowledgeBaseId: string, documentIds: readonly string[]): Promise<void> {
  const ids = new Set(documentIds)
  if ((await db.document.count({ where: { id: { in: [...ids] }, knowledgeBaseId, knowledgeBase: readableBy(actor) } })) < ids.size) throw notFound('document')
}

/** Reads documents from the beginning: their passages are gone at once, those written or changed by hand with them. @throws AppError not_found; conflict when one of them is being read. */
export async function read(actor: Actor, documentIds: readonly string[]): Promise<void> {
  for (const row of await idle(actor, documentIds)) {
    const attempts = await jobs.attemptsOf(row.id)
    await db.$transaction([...forgetting(actor, row, attempts, 'queued'), jobs.requeue(row.id, attempts)])
  }
}

/** Cuts a document another way once it is read the next time; until then it is one that was not read. @throws AppError not_found; conflict when it is being read. */
export async function cutAnew(actor: Actor, documentId: string, chunking: Chunking | null): Promise<void> {
  for (const row of await idle(actor, [documentId])) {
    await db.$transaction([
      ...forgetting(actor, row, await jobs.attemptsOf(row.id), 'unread'),
      db.document.updateMany({ where: { id: documentId, knowledgeBase: writableBy(actor) }, data: { ...(chunking === null ? { chunking: noJson } : { chunking }) } }),
    ])
  }
}

async function idle(actor: Actor, documentIds: readonly string[]): Promise<Row[]> {
  const rows = await indexedOf(actor, documentIds)
  if (rows.some(({ state }) => documentStateTable[state].isLive)) throw new AppError('conflict', 'This document is being worked on; wait for it, or cancel it first')
  return rows
}

/** The statements that take away what was read of a document. A later version is nothing to the purge. */
function forgetting(actor: Actor, row: Row, attempts: number, state: 'queued' | 'unread') {
  const payload = { storageKeys: [], vectors: [], attempts: [{ indexedDocumentId: row.id, upToVersion: attempts }] }
  return [
    // It ends the transaction when somebody has it read in this moment.
    db.indexedDocument.update({ where: { id: row.id, state: row.state }, data: { ...nothingRead, state } }),
    ...(attempts === 0 ? [] : [jobs.enqueue(actor, { kind: 'purge', subjectId: newId(), payload })]),
  ]
}
