// A deletion takes the rows at once and leaves files and vectors to purge jobs; its receipt says what went, and when all of it was gone.
import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import * as jobs from '@/server/jobs/queue'
import { type Receipt, type Remains, receiptSchema } from '@/server/receipts/schema'

/** Files that one purge job removes. */
const filesPerJob = 500
const listed = 100

interface Deletion {
  readonly kind: Receipt['kind']
  /** What was deleted; of many, the first of them. */
  readonly subjectId: string
  readonly name: string
  readonly documentCount: number
  readonly chunkCount: number
  readonly files: readonly { storageKey: string; size: number }[]
  readonly vectors: Remains['vectors']
}

type Left = Pick<Deletion, 'files' | 'vectors'>

/** The statements that write the receipt of a deletion and queue the purge of what it leaves; run in the transaction that deletes. */
export function receiptOf(actor: Owner, { files, vectors, ...facts }: Deletion) {
  const receiptId = newId()
  const pendingCount = portions({ files, vectors }).length
  return [
    db.deletionReceipt.create({ data: { id: receiptId, ...visibleTo(actor), ...facts, fileCount: files.length, size: sizeOf(files), pendingCount } }),
    purging(actor, { files, vectors }, { receiptId }),
  ]
}

/** The statement that queues the purge of what a deletion leaves, with or without a receipt that waits for it. */
export function purging(owner: Owner, left: Left, also: Pick<Remains, 'receiptId'> = {}) {
  return jobs.enqueueAll(owner, portions(left).map((payload) => ({ kind: 'purge' as const, subjectId: newId(), payload: { ...payload, ...also } })))
}

/** Bytes. */
export const sizeOf = (files: Left['files']): number => files.reduce((sum, file) => sum + file.size, 0)

/** What each of the purge jobs removes. */
function portions({ files, vectors }: Left): Remains[] {
  const keys = files.map(({ storageKey }) => storageKey)
  const rest = Array.from({ length: Math.ceil(keys.length / filesPerJob) }, (_, part) => keys.slice(part * filesPerJob, (part + 1) * filesPerJob))
  return [{ storageKeys: [], vectors: [...vectors] }, ...rest.map((storageKeys) => ({ storageKeys, vectors: [] }))]
}

/** The statements that note the end of one purge of a receipt; run in the transaction that ends its job, so that each counts once. */
export function purged(receiptId: string) {
  return [
    db.deletionReceipt.updateMany({ where: { id: receiptId, pendingCount: { gt: 0 } }, data: { pendingCount: { decrement: 1 } } }),
    db.deletionReceipt.updateMany({ where: { id: receiptId, pendingCount: 0, completedAt: null }, data: { completedAt: new Date() } }),
  ]
}

/** The receipts of the actor's last deletions, the newest first. */
export async function list(actor: Actor): Promise<Receipt[]> {
  const rows = await db.deletionReceipt.findMany({ where: visibleTo(actor), orderBy: { id: 'desc' }, take: listed })
  return rows.map((row) => receiptSchema.parse(row))
}
