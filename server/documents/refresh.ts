import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { type Document, documentStateTable } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { AppError } from '@/server/errors'
import type { StoredFile } from '@/server/files/store'
import { newId } from '@/server/ids'
import * as jobs from '@/server/jobs/queue'
import { requireWritable } from '@/server/teams/access'

/**
 * Gives a document other bytes and has them read, in the index that is searched and in one that is being built; until a new version is
 * complete the old one answers. Bytes that were read already, or are being read, change nothing.
 * @throws AppError not_found, forbidden, conflict while the document is being worked on.
 */
export async function refresh(actor: Actor, id: string, { mediaType, file }: { mediaType: string; file: StoredFile }): Promise<Document> {
  const { row, indexed } = await documents.find(actor, id)
  await requireWritable(actor, [row.knowledgeBaseId])
  if (row.sha256 === file.sha256 && (indexed.state === 'ready' || documentStateTable[indexed.state].isLive)) return documents.get(actor, id)
  const entries = await db.indexedDocument.findMany({
    where: { documentId: id, index: { OR: [{ activeIn: { isNot: null } }, { state: 'building' }] } },
  })
  if (entries.some(({ state }) => documentStateTable[state].isLive)) throw new AppError('conflict', `“${row.name}” is being read at this moment; wait until it is ready`)
  const attempts = await Promise.all(entries.map((entry) => jobs.attemptsOf(entry.id)))
  await db.$transaction([
    // Of two that refresh it at once, the first wins.
    db.document.updateMany({ where: { id, storageKey: row.storageKey }, data: { mediaType, ...file } }),
    jobs.enqueue(actor, { kind: 'purge', subjectId: newId(), payload: { storageKeys: [row.storageKey], vectors: [] } }),
    ...entries.flatMap((entry, position) => [
      db.indexedDocument.updateMany({ where: { id: entry.id, state: entry.state }, data: { state: 'queued', unitsDone: 0, unitsTotal: 0, errorText: null } }),
      jobs.requeue(entry.id, attempts[position] ?? 0),
    ]),
  ])
  return documents.get(actor, id)
}
