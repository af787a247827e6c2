import { type Owner, visibleTo } from '@/server/auth/actor'
import { db, isMissingRecord, type Prisma } from '@/server/database'
import { newId } from '@/server/ids'
import type { JobKind } from '@/prisma/client/sqlite/enums'

export type Job = Prisma.JobGetPayload<object>

const jobKinds: readonly JobKind[] = ['ingest', 'purge']

/** A running job whose heartbeat is older than this is taken from its worker and started again. */
const leaseMs = 15_000
/** Attempts before a job is given up; a retry by the user grants as many again. What was deleted has to go: a purge is hardly ever given up. */
const attemptsAllowed = { ingest: 5, purge: 1_000 } as const satisfies Record<JobKind, number>
const maxPauseMs = 6 * 3_600_000

const lease = (): Date => new Date(Date.now() + leaseMs)
/** The clause that makes every later write a compare-and-set: true only for the worker and the attempt that hold the job. */
const held = (job: Job) => ({ id: job.id, state: 'running', worker: job.worker, attempt: job.attempt }) as const

interface JobDraft {
  readonly kind: JobKind
  readonly subjectId: string
  readonly payload?: Prisma.InputJsonObject
  /** Of an owner's jobs, those with a higher one are worked first. */
  readonly priority?: number
  /** Attempts that count as had: the first one is the next number. */
  readonly attempts?: number
  /** Whether it waits until no worker can still hold what is taken from it now. */
  readonly waitsForLeases?: boolean
  /** Not to be worked before it is queued again. */
  readonly isHeld?: boolean
}

const newJob = (owner: Owner, { kind, subjectId, payload = {}, priority = 0, attempts = 0, waitsForLeases = false, isHeld = false }: JobDraft) =>
  ({ id: newId(), ...(waitsForLeases ? { runAfter: lease() } : {}), ...(isHeld ? { state: 'cancelled' as const } : {}), ...visibleTo(owner), kind, subjectId, payload, priority, attempt: attempts, attemptLimit: attempts + attemptsAllowed[kind] }) as const

/** The statement that queues a job; run it in the transaction that writes what the job is about. */
export function enqueue(owner: Owner, draft: JobDraft) {
  return db.job.create({ data: newJob(owner, draft) })
}

/** The same for many. */
export function enqueueAll(owner: Owner, drafts: readonly JobDraft[]) {
  return db.job.createMany({ data: drafts.map((draft) => newJob(owner, draft)) })
}

/** How many attempts the ingestion of an indexed document has had. */
export async function attemptsOf(subjectId: string): Promise<number> {
  const job = await db.job.findUniqueOrThrow({ where: { kind_subjectId: { kind: 'ingest', subjectId } }, select: { attempt: true } })
  return job.attempt
}

/** The ingestions among some that have begun at some time, with the number of their last attempt. */
export async function begunAmong(subjectIds: readonly string[]): Promise<{ subjectId: string; attempt: number }[]> {
  return db.job.findMany({ where: { kind: 'ingest', subjectId: { in: [...subjectIds] }, attempt: { gt: 0 } }, select: { subjectId: true, attempt: true } })
}

/** The statement that queues an ingestion again after so many attempts, and grants new ones. */
export function requeue(subjectId: string, attempts: number) {
  return db.job.updateMany({
    where: { kind: 'ingest', subjectId, attempt: attempts, state: { in: ['failed', 'cancelled', 'done'] } },
    data: { state: 'queued', runAfter: new Date(), worker: null, leaseUntil: null, attemptLimit: attempts + attemptsAllowed.ingest },
  })
}

/** The statement that cancels ingestions; their workers find that they no longer hold the jobs. */
export function cancel(subjectIds: readonly string[]) {
  return db.job.updateMany({ where: { kind: 'ingest', subjectId: { in: [...subjectIds] }, state: { in: ['queued', 'running'] } }, data: { state: 'cancelled', worker: null } })
}

interface ClaimOptions {
  /** The kinds that there is room for; all unless they are named. */
  readonly kinds?: readonly JobKind[]
  /** When each owner last had a turn, as a number that grows; who is missing never had one. */
  readonly turns?: ReadonlyMap<string, number>
}

/**
 * Takes a job that is due, unless its subject is in `busy`; null when there is none. What a silent worker left is taken first. Of the
 * owners who wait, the one with the fewest running jobs comes next, then the one whose turn was longest ago; of their jobs the one
 * with the highest priority, then the oldest. So a thousand files of one person do not hold up another's single file.
 */
export async function claim(worker: string, busy: readonly string[], options: ClaimOptions = {}): Promise<Job | null> {
  const { kinds = jobKinds } = options
  const open = { kind: { in: [...kinds] }, subjectId: { notIn: [...busy] } }
  const now = new Date()
  const silent = await db.job.findFirst({ where: { ...open, state: 'running', leaseUntil: { lt: now } }, orderBy: { leaseUntil: 'asc' } })
  const candidate = silent ?? (await nextInTurn({ ...open, state: 'queued', runAfter: { lte: now } }, options.turns))
  if (candidate === null) return null
  const attempt = candidate.attempt + 1
  const { count } = await db.job.updateMany({
    where: { id: candidate.id, attempt: candidate.attempt, OR: [{ state: 'queued' }, { state: 'running', leaseUntil: { lt: now } }] },
    data: { state: 'running', worker, attempt, leaseUntil: lease() },
  })
  return count === 0 ? claim(worker, busy, options) : { ...candidate, state: 'running', worker, attempt }
}

async function disabledOwners(): Promise<string[]> {
  const rows = await db.user.findMany({ where: { disabledAt: { not: null } }, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** Of the jobs that wait, the first of the owners whose turn it is. */
async function nextInTurn(waiting: Prisma.JobWhereInput, turns: ReadonlyMap<string, number> = new Map()): Promise<Job | null> {
  // A disabled account's documents wait until it is enabled; what it deleted goes all the same.
  const due = { ...waiting, OR: [{ kind: 'purge' } as const, { ownerId: { notIn: await disabledOwners() } }] }
  const [owners, busyOwners] = await Promise.all([
    db.job.groupBy({ by: ['ownerId'], where: due }),
    db.job.groupBy({ by: ['ownerId'], where: { state: 'running' }, _count: true }),
  ])
  const running = new Map(busyOwners.map(({ ownerId, _count }) => [ownerId, _count]))
  const ranked = owners.map(({ ownerId }) => ({ ownerId, running: running.get(ownerId) ?? 0, turn: turns.get(ownerId) ?? -1 }))
  const [first] = ranked.toSorted((one, other) => one.running - other.running || one.turn - other.turn)
  const next = ranked.filter(({ running: busy, turn }) => busy === first?.running && turn === first.turn).map(({ ownerId }) => ownerId)
  return db.job.findFirst({ where: { ...due, ownerId: { in: next } }, orderBy: [{ priority: 'desc' }, { id: 'asc' }] })
}

/** Prolongs the lease. False: the job was cancelled or taken over, and nothing more may be written for it. */
export async function heartbeat(job: Job): Promise<boolean> {
  const { count } = await db.job.updateMany({ where: held(job), data: { leaseUntil: lease() } })
  return count === 1
}

/** Ends a job, together with statements that are to happen exactly when it ends. False: it was not ours any more, and none happened. */
export async function finish(job: Job, statements: readonly Prisma.PrismaPromise<unknown>[] = []): Promise<boolean> {
  try {
    await db.$transaction([db.job.update({ where: held(job), data: { state: 'done', worker: null, leaseUntil: null } }), ...statements])
    return true
  } catch (error) {
    if (isMissingRecord(error)) return false
    throw error
  }
}

export async function fail(job: Job): Promise<void> {
  await db.job.updateMany({ where: held(job), data: { state: 'failed', worker: null, leaseUntil: null } })
}

/** Gives a job back untouched, because this process is going down; the next worker starts it at once, and this attempt does not count. */
export async function release(job: Job): Promise<void> {
  await db.job.updateMany({ where: held(job), data: { state: 'queued', worker: null, leaseUntil: null, attemptLimit: { increment: 1 } } })
}

export function hasAttemptsLeft(job: Job): boolean {
  return job.attempt < job.attemptLimit
}

/** True when every attempt that was granted ended without a word: the process died each time, perhaps of this job. */
export function isExhausted(job: Job): boolean {
  return job.attempt > job.attemptLimit
}

interface Pause {
  /** Somebody asked for so much patience. */
  readonly atLeastMs?: number
  /** The attempt brought the job forward: it does not count. */
  readonly isProgress?: boolean
}

/** Queues a job again after a pause that doubles with each attempt since it was last queued: 1 s, 2 s, 4 s … six hours. */
export async function postpone(job: Job, { atLeastMs = 0, isProgress = false }: Pause = {}): Promise<void> {
  const failures = attemptsAllowed[job.kind] - (job.attemptLimit - job.attempt)
  const pauseMs = Math.max(atLeastMs, Math.min(1_000 * 2 ** (failures - 1), maxPauseMs) * (0.75 + Math.random() / 2))
  await db.job.updateMany({
    where: held(job),
    data: { state: 'queued', worker: null, leaseUntil: null, runAfter: new Date(Date.now() + pauseMs), ...(isProgress ? { attemptLimit: { increment: 1 } } : {}) },
  })
}
