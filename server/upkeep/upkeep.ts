// Compares SQL, which is the truth, with the vector store and the files, and mends what differs.
import { sweepAbandoned } from '@/server/attachments/sweep'
import { forgetSessions } from '@/server/auth/forgetSessions'
import { db } from '@/server/database'
import { settleIndex } from '@/server/ingestion/settleIndex'
import { log } from '@/server/log'
import { allDocuments } from '@/server/upkeep/documents'
import { openStates } from '@/server/upkeep/judge'
import { orphanedFiles } from '@/server/upkeep/orphanedFiles'
import { orphanedVectors } from '@/server/upkeep/orphanedVectors'
import { type Findings, newRound, nothing } from '@/server/upkeep/round'
import { removeTemporaryConversations } from '@/server/upkeep/temporaryConversations'

const never = new AbortController().signal

/** What does not belong together. Changes nothing, and may run beside a server. */
export async function inspect({ signal = never } = {}): Promise<Findings> {
  return goRound({ repairs: false, signal, pauseMs: 0 })
}

/** Removes what belongs to nobody and queues again what is not whole. Only for the process that holds the writer's lease. */
export async function repair({ signal = never, pauseMs = 0 } = {}): Promise<Findings> {
  const findings = await goRound({ repairs: true, signal, pauseMs })
  await sweepAbandoned(async () => signal.throwIfAborted())
  await settleIndexes()
  await forgetJobs()
  await removeTemporaryConversations(signal)
  await forgetSessions()
  if (Object.values(findings).some((count) => count > 0)) log.warn('the upkeep found something', { ...findings })
  return findings
}

async function goRound(options: Parameters<typeof newRound>[0]): Promise<Findings> {
  const findings = { ...nothing }
  const round = newRound(options)
  await allDocuments(round, findings)
  await orphanedVectors(round, findings)
  await orphanedFiles(round, findings)
  return findings
}

/** Indexes whose last document ended while nobody could look, as when the process was killed in between. */
async function settleIndexes(): Promise<void> {
  const indexes = await db.knowledgeIndex.findMany({ where: { state: 'building' }, select: { documents: { take: 1, select: { id: true } } } })
  for (const entry of indexes.flatMap((index) => index.documents)) await settleIndex(entry.id)
}

/** How long what was deleted can be told from the jobs. Its receipt stays. */
const rememberedMs = 30 * 24 * 3_600_000
const jobsPerStep = 500

/** Jobs that ended long ago and are about nothing any more. */
async function forgetJobs(): Promise<void> {
  const old = { state: { notIn: [...openStates] }, updatedAt: { lt: new Date(Date.now() - rememberedMs) } }
  await db.job.deleteMany({ where: { ...old, kind: 'purge', state: 'done' } })
  let after = ''
  for (;;) {
    const page = await db.job.findMany({ where: { ...old, kind: 'ingest', id: { gt: after } }, orderBy: { id: 'asc' }, take: jobsPerStep, select: { id: true, subjectId: true } })
    const last = page.at(-1)
    if (last === undefined) return
    after = last.id
    const there = await db.indexedDocument.findMany({ where: { id: { in: page.map(({ subjectId }) => subjectId) } }, select: { id: true } })
    const known = new Set(there.map(({ id }) => id))
    await db.job.deleteMany({ where: { id: { in: page.filter(({ subjectId }) => !known.has(subjectId)).map(({ id }) => id) } } })
  }
}
