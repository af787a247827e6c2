import { db } from '@/server/database'
import { liveStates } from '@/server/documents/schema'
import { hasFile } from '@/server/files/store'
import * as jobs from '@/server/jobs/queue'
import { type Verdict, verdicts } from '@/server/upkeep/judge'
import type { Findings, Round } from '@/server/upkeep/round'
import { type Seen, see } from '@/server/upkeep/seen'
import { vectors } from '@/server/vectors/store'

const documentsPerStep = 20

/** Goes through all documents of all indexes: their rows, vectors, counts and files, and whether somebody works on those that wait. */
export async function allDocuments(round: Round, findings: Findings): Promise<void> {
  let after = ''
  for (;;) {
    await round.step()
    const page = await db.indexedDocument.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: documentsPerStep, select: { id: true, indexId: true, documentId: true } })
    const last = page.at(-1)
    if (last === undefined) return
    after = last.id
    const seen = await see(page)
    const now = await verdicts([...seen.keys()])
    for (const [id, document] of now) {
      const own = seen.get(id)
      if (own === undefined || document.isAtWork) continue
      await strayRows(document, own, round, findings)
      await counts(document, round, findings)
      await vectorsAndWork(document, own, round, findings)
      if (own.storageKey !== undefined && !(await hasFile(own.storageKey))) findings.lost += 1
    }
  }
}

/** Rows of versions that nobody reads. A version number is never used again, so that removing them later than they were seen does no harm. */
async function strayRows(document: Verdict, { chunks, blockVersions }: Seen, round: Round, findings: Findings): Promise<void> {
  const versions = [...new Set([...chunks.map(({ version }) => version), ...blockVersions])].filter((version) => version !== document.activeVersion)
  if (versions.length === 0) return
  const where = { indexedDocumentId: document.id, version: { in: versions } }
  findings.rows += (await db.chunk.count({ where })) + (await db.documentBlock.count({ where }))
  if (round.repairs) await db.$transaction([db.chunk.deleteMany({ where }), db.documentBlock.deleteMany({ where })])
}

/** The counts that are stored of a document are those of its chunks. */
async function counts({ id }: Verdict, round: Round, findings: Findings): Promise<void> {
  const before = await stored(id)
  if (before === null) return
  const { _count: chunkCount, _sum } = await db.chunk.aggregate({ where: { indexedDocumentId: id, version: before.activeVersion }, _count: true, _sum: { tokenCount: true } })
  const counted = { chunkCount, tokenCount: _sum.tokenCount ?? 0 }
  const isRight = before.chunkCount === counted.chunkCount && before.tokenCount === counted.tokenCount
  // What was changed while it was counted is counted another time.
  if (isRight || JSON.stringify(await stored(id)) !== JSON.stringify(before)) return
  findings.miscounted += 1
  if (round.repairs) await db.indexedDocument.updateMany({ where: { id, ...before }, data: counted })
}

async function stored(id: string) {
  return db.indexedDocument.findUnique({ where: { id }, select: { activeVersion: true, chunkCount: true, tokenCount: true } })
}

/** Every chunk is in the vector store, once; and what waits, waits for a job. */
async function vectorsAndWork(document: Verdict, { chunks, indexed }: Seen, round: Round, findings: Findings): Promise<void> {
  const twins = [...indexed].filter(([, count]) => count > 1)
  const isUnindexed = chunks.some((chunk) => chunk.version === document.activeVersion && !indexed.has(chunk.id))
  const isStuck = liveStates.includes(document.state)
  findings.vectors += twins.reduce((sum, [, count]) => sum + count - 1, 0)
  if (isUnindexed) findings.unindexed += 1
  if (isStuck) findings.stuck += 1
  if (!round.repairs || !(isUnindexed || isStuck || twins.length > 0)) return
  const index = await db.knowledgeIndex.findUnique({ where: { id: document.indexId } })
  if (index !== null) await (await vectors()).removeRows({ model: index.embeddingModel, dimensions: index.dimensions }, twins.map(([id]) => id))
  await requeue(document)
}

/** Queues a document, behind what people wait for: its chunks are written into the vector store again. */
async function requeue({ id, tenantId, ownerId, documentId, activeVersion }: Verdict): Promise<void> {
  const [job, document] = await Promise.all([db.job.findUnique({ where: { kind_subjectId: { kind: 'ingest', subjectId: id } } }), db.document.findUnique({ where: { id: documentId } })])
  if (document === null) return
  const owner = { tenantId, userId: ownerId }
  await db.$transaction([
    db.indexedDocument.updateMany({ where: { id }, data: { state: 'queued', unitsDone: 0, unitsTotal: 0, errorText: null } }),
    job === null
      ? jobs.enqueue(owner, { kind: 'ingest', subjectId: id, payload: { storageKey: document.storageKey }, priority: -1, attempts: activeVersion })
      : jobs.requeue(id, job.attempt),
  ])
}
