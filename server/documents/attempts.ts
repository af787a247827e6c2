// The ledger of a document in an index: a row for each attempt at reading it.
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { db, type Prisma } from '@/server/database'
import { liveAttempt } from '@/server/documents/liveAttempt'
import { type Attempt, attemptSchema, type LiveAttempt, type StageProgress, storedStagesSchema } from '@/server/documents/schema'
import { notFound } from '@/server/errors'
import { readableBy } from '@/server/teams/access'

type State = Attempt['state']

/** Which attempt: the indexed document's id and the version that it writes. */
export interface AttemptKey {
  readonly indexedDocumentId: string
  readonly version: number
}

/** What a version is made from and how; equal ones give equal chunks and vectors. */
export interface Recipe {
  readonly contentHash: string
  readonly settingsHash: string
}

export interface AttemptProgress {
  readonly stages: readonly StageProgress[]
  readonly tokenCount: number
}

/** Begins the row of an attempt. What came before it and seems to run was killed. */
export async function open({ indexedDocumentId, version }: AttemptKey, facts: Recipe & { embeddingModel: string }): Promise<void> {
  const fresh = { ...facts, state: 'running' as const, stages: [], tokenCount: 0, errorText: null, warnings: [], startedAt: new Date(), endedAt: null }
  await db.$transaction([
    db.ingestionAttempt.updateMany({ where: { indexedDocumentId, version: { lt: version }, state: 'running' }, data: { state: 'interrupted', endedAt: new Date() } }),
    db.ingestionAttempt.upsert({ where: { indexedDocumentId_version: { indexedDocumentId, version } }, create: { indexedDocumentId, version, ...fresh }, update: fresh }),
  ])
}

const stored = ({ stages, tokenCount }: AttemptProgress) => ({ stages: stages.map((stage): Prisma.InputJsonObject => ({ ...stage, startedAt: stage.startedAt.toISOString(), endedAt: stage.endedAt?.toISOString() ?? null })), tokenCount })

/** The statement that notes how far an attempt came. */
export function noting({ indexedDocumentId, version }: AttemptKey, progress: AttemptProgress) {
  return db.ingestionAttempt.updateMany({ where: { indexedDocumentId, version, state: 'running' }, data: stored(progress) })
}

/** The statement that ends an attempt, once. */
export function closing({ indexedDocumentId, version }: AttemptKey, state: Exclude<State, 'running'>, progress: AttemptProgress, { errorText = null, warnings = [] }: { errorText?: string | null; warnings?: readonly string[] } = {}) {
  return db.ingestionAttempt.updateMany({
    where: { indexedDocumentId, version, state: 'running' },
    data: { ...stored(progress), state, errorText, warnings: [...warnings], endedAt: new Date() },
  })
}

/** The statement that ends the attempts at documents that are cancelled; their workers find out, or were killed and never will. */
export function cancelling(indexedDocumentIds: readonly string[]) {
  return db.ingestionAttempt.updateMany({ where: { indexedDocumentId: { in: [...indexedDocumentIds] }, state: 'running' }, data: { state: 'cancelled', endedAt: new Date() } })
}

/** SHA-256 of the files that some versions were read from, in their order; null for what was not read from one. One query. */
export async function contentHashesOf(keys: readonly AttemptKey[]): Promise<(string | null)[]> {
  if (keys.length === 0) return []
  const rows = await db.ingestionAttempt.findMany({
    where: { OR: keys.map(({ indexedDocumentId, version }) => ({ indexedDocumentId, version })) },
    select: { indexedDocumentId: true, version: true, contentHash: true },
  })
  return keys.map((key) => rows.find((row) => row.indexedDocumentId === key.indexedDocumentId && row.version === key.version)?.contentHash ?? null)
}

/** The attempts that go on, by the ids of the indexed documents. */
export async function goingOn(indexedDocumentIds: readonly string[]): Promise<Map<string, LiveAttempt>> {
  if (indexedDocumentIds.length === 0) return new Map()
  const rows = await db.ingestionAttempt.findMany({ where: { indexedDocumentId: { in: [...indexedDocumentIds] }, state: 'running' }, orderBy: { version: 'asc' } })
  return new Map(rows.map((row) => [row.indexedDocumentId, liveAttempt({ ...row, stages: storedStagesSchema.parse(row.stages) })]))
}

/** The versions before one that were made by the same recipe, as far as they came; the newest first. */
export async function versionsAlike({ indexedDocumentId, version }: AttemptKey, { contentHash, settingsHash }: Recipe): Promise<number[]> {
  const rows = await db.ingestionAttempt.findMany({ where: { indexedDocumentId, version: { lt: version }, contentHash, settingsHash }, orderBy: { version: 'desc' }, select: { version: true } })
  return rows.map((row) => row.version)
}

/** The newest attempt at each of some documents in the index that is searched, by the ids of the documents. One that none was made at is missing. */
export async function newest(actor: Actor, documentIds: readonly string[]): Promise<Map<string, Attempt>> {
  const entries = await db.indexedDocument.findMany({
    where: { documentId: { in: [...documentIds] }, index: { activeIn: { isNot: null } }, document: { knowledgeBase: readableBy(actor) } },
    select: { documentId: true, activeVersion: true, index: { select: { number: true } }, attempts: { orderBy: { version: 'desc' }, take: 1 } },
  })
  return new Map(
    entries.flatMap(({ documentId, activeVersion, index, attempts: [row] }) =>
      row === undefined ? [] : [[documentId, toAttempt(row, { indexNumber: index.number, isActive: activeVersion === row.version })]],
    ),
  )
}

const toAttempt = (row: Prisma.IngestionAttemptGetPayload<object>, of: Pick<Attempt, 'indexNumber' | 'isActive'>): Attempt =>
  attemptSchema.parse({ ...row, ...of, stages: storedStagesSchema.parse(row.stages), warnings: z.array(z.string()).catch([]).parse(row.warnings) })

/** Attempts that are shown of a document. */
const listed = 50

/** What was done with a document so far, in all indexes of its base; the newest attempt first. @throws AppError not_found. */
export async function list(actor: Actor, documentId: string): Promise<Attempt[]> {
  const entries = await db.indexedDocument.findMany({ where: { documentId, document: { knowledgeBase: readableBy(actor) } }, include: { index: { select: { number: true } } } })
  if (entries.length === 0) throw notFound('document')
  const rows = await db.ingestionAttempt.findMany({ where: { indexedDocumentId: { in: entries.map(({ id }) => id) } }, orderBy: { startedAt: 'desc' }, take: listed })
  return rows.flatMap((row) => {
    const entry = entries.find(({ id }) => id === row.indexedDocumentId)
    if (entry === undefined) return []
    return toAttempt(row, { indexNumber: entry.index.number, isActive: entry.activeVersion === row.version })
  })
}
