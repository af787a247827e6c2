import { z } from 'zod'
import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import { db, type Prisma } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { compared } from '@/server/evaluation/compare'
import { maxKeptRuns } from '@/server/evaluation/facts'
import { keyOf, perform, type Plan, runLease } from '@/server/evaluation/perform'
import * as questions from '@/server/evaluation/questions'
import { type Comparison, metricsSchema, type PageRequest, questionResultSchema, type TestRun, type TestRunDraft, testRunPageSchema, type TestRunWithResults } from '@/server/evaluation/schema'
import { derivedId, newId } from '@/server/ids'
import * as knowledge from '@/server/knowledge/service'
import { log } from '@/server/log'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'
import { readableBy, requireWritable, writableBy } from '@/server/teams/access'

/** Runs of one person that may go on at once. */
const maxLive = 4

type RunRow = Prisma.TestRunGetPayload<{ omit: { results: true } }>
const resultsSchema = z.array(questionResultSchema)

const toRun = (row: RunRow): TestRun => ({
  ...row,
  settings: retrievalSettingsSchema.parse(row.settings),
  // Nobody needs to come and say so: a run whose lease is over has nobody who asks its questions.
  state: row.state === 'running' && (row.leaseUntil ?? new Date(0)) < new Date() ? 'interrupted' : row.state,
  metrics: metricsSchema.nullable().parse(row.metrics),
})

interface Planned extends Plan {
  readonly indexNumber: number
  readonly fingerprint: string
}

/**
 * Begins to ask all test questions of a base and answers at once; the run goes on by itself, and its row says how far it is.
 * @throws AppError not_found, forbidden; conflict when there is no question, or four runs go on.
 */
export async function start(actor: Actor, draft: TestRunDraft): Promise<TestRun> {
  await requireWritable(actor, [draft.knowledgeBaseId])
  const plan = await planOf(actor, draft)
  const run = await open(actor, plan)
  perform(actor, plan).catch((error: unknown) => log.error('a test run failed', error, { runId: run.id }))
  return run
}

/** The newest run that asked the same questions of the same index with the same settings, or else a new one, when it is complete. @throws what `start` throws, and what the retrieval does. */
export async function completed(owner: Owner, draft: TestRunDraft, signal?: AbortSignal): Promise<TestRunWithResults> {
  const plan = await planOf(owner, draft)
  const { knowledgeBaseId, fingerprint } = plan
  const known = await db.testRun.findFirst({ where: { knowledgeBaseId, fingerprint, state: 'complete' }, orderBy: { id: 'desc' }, select: { id: true } })
  if (known !== null) return get(owner, known.id)
  await open(owner, plan)
  await perform(owner, plan, signal)
  return get(owner, plan.runId)
}

/** A page of the runs of a base, the newest first. */
export async function list(actor: Actor, { knowledgeBaseId, cursor, limit }: PageRequest): Promise<z.infer<typeof testRunPageSchema>> {
  await knowledge.requireAll(actor, [knowledgeBaseId])
  const rows = await db.testRun.findMany({
    where: { knowledgeBaseId, ...(cursor == null ? {} : { id: { lt: cursor } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    omit: { results: true },
  })
  const items = rows.slice(0, limit).map(toRun)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** @throws AppError not_found. */
export async function get(owner: Owner, id: string): Promise<TestRunWithResults> {
  const row = await db.testRun.findFirst({ where: { id, knowledgeBase: readableBy(owner) } })
  if (row === null) throw notFound('test run')
  return { ...toRun(row), results: resultsSchema.parse(row.results) }
}

/** One that goes on ends within a second. @throws AppError not_found. */
export async function remove(actor: Actor, id: string): Promise<void> {
  const { knowledgeBaseId } = await get(actor, id)
  await requireWritable(actor, [knowledgeBaseId])
  const { count } = await db.testRun.deleteMany({ where: { id, knowledgeBase: writableBy(actor) } })
  if (count === 0) throw notFound('test run')
}

/** @throws AppError not_found; conflict when they are of two bases, or one is not complete. */
export async function compare(actor: Actor, ids: { a: string; b: string }): Promise<Comparison> {
  const [a, b] = [await get(actor, ids.a), await get(actor, ids.b)]
  if (a.knowledgeBaseId !== b.knowledgeBaseId) throw new AppError('conflict', 'These test runs are of two knowledge bases; choose two of the same one')
  if (a.state !== 'complete' || b.state !== 'complete') throw new AppError('conflict', 'Only test runs that are complete can be compared')
  return compared(a, b)
}

async function planOf(owner: Owner, { knowledgeBaseId, indexId, settings }: TestRunDraft): Promise<Planned> {
  const base = await db.knowledgeBase.findFirst({ where: { id: knowledgeBaseId, ...readableBy(owner) } })
  if (base === null) throw notFound('knowledge base')
  const index = await db.knowledgeIndex.findFirst({ where: { id: indexId ?? base.activeIndexId ?? '', knowledgeBaseId } })
  if (index === null) throw notFound('index')
  const asked = { knowledgeBaseId, indexId: index.id, settings: settings ?? retrievalSettingsSchema.parse(base.retrieval ?? {}), questions: await questions.all(knowledgeBaseId) }
  const { number: indexNumber, embeddingModel } = index
  return { ...asked, runId: newId(), indexNumber, embeddingModel, fingerprint: await fingerprintOf(asked) }
}

/** Two runs with the same one can only find the same. Every change of a document or of its passages shows in a row's time. */
async function fingerprintOf({ knowledgeBaseId, indexId, settings, questions: asked }: Omit<Plan, 'runId' | 'embeddingModel'>): Promise<string> {
  const [documents, indexed] = await Promise.all([
    db.document.aggregate({ where: { knowledgeBaseId }, _count: true, _max: { updatedAt: true } }),
    db.indexedDocument.aggregate({ where: { indexId }, _count: true, _max: { updatedAt: true } }),
  ])
  return derivedId(indexId, JSON.stringify([settings, documents, indexed]), ...asked.map(keyOf))
}

async function open(owner: Owner, { runId, knowledgeBaseId, indexId, indexNumber, settings, fingerprint, questions: asked }: Planned): Promise<TestRun> {
  if (asked.length === 0) throw new AppError('conflict', 'This knowledge base has no test questions yet; add one first')
  const live = await db.testRun.count({ where: { ...visibleTo(owner), state: 'running', leaseUntil: { gt: new Date() } } })
  if (live >= maxLive) throw new AppError('conflict', 'Four test runs are going on; wait until one of them ends')
  const data = { id: runId, ...visibleTo(owner), knowledgeBaseId, indexId, indexNumber, settings, fingerprint, questionCount: asked.length, leaseUntil: runLease(), results: [] }
  const run = toRun(await db.testRun.create({ data, omit: { results: true } }))
  await forgetOldest(knowledgeBaseId)
  return run
}

/** A comparison or a gate that needs an older one makes it anew. */
async function forgetOldest(knowledgeBaseId: string): Promise<void> {
  const [last] = await db.testRun.findMany({ where: { knowledgeBaseId }, orderBy: { id: 'desc' }, skip: maxKeptRuns - 1, take: 1, select: { id: true } })
  if (last === undefined) return
  await db.testRun.deleteMany({ where: { knowledgeBaseId, id: { lt: last.id }, OR: [{ state: { not: 'running' } }, { leaseUntil: { lt: new Date() } }] } })
}
