// Everything here is looked at first and judged afterwards, so that what a worker does in between is never taken for an orphan:
// a row that is there and belongs to nobody now belonged to nobody before, because no version number is ever used twice.
import { db, type Prisma } from '@/server/database'
import { type Remains, remainsSchema } from '@/server/receipts/schema'

export const openStates = ['queued', 'running'] as const

export type Verdict = Prisma.IndexedDocumentGetPayload<object> & {
  /** A job waits for it or works on it: what there is of other versions is its business. */
  readonly isAtWork: boolean
}

/** What indexed documents are now, by their ids; one that is gone is missing. */
export async function verdicts(ids: readonly string[]): Promise<Map<string, Verdict>> {
  // Jobs first: what a job that has ended did is in the documents that are read after it.
  const open = await db.job.findMany({ where: { kind: 'ingest', subjectId: { in: [...ids] }, state: { in: [...openStates] } }, select: { subjectId: true } })
  const atWork = new Set(open.map(({ subjectId }) => subjectId))
  const rows = await db.indexedDocument.findMany({ where: { id: { in: [...ids] } } })
  return new Map(rows.map((row) => [row.id, { ...row, isAtWork: atWork.has(row.id) }]))
}

/** What deletions have still to remove: it is known, and no orphan. */
export async function openRemains(): Promise<Remains[]> {
  const jobs = await db.job.findMany({ where: { kind: 'purge', state: { in: [...openStates] } }, select: { payload: true } })
  return jobs.map(({ payload }) => remainsSchema.parse(payload))
}
