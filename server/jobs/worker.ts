import { setTimeout as pause } from 'node:timers/promises'
import type { JobKind } from '@/prisma/client/sqlite/enums'
import { newId } from '@/server/ids'
import { endLeaseBy, holdLease, holdsLease, releaseLease } from '@/server/jobs/lease'
import * as queue from '@/server/jobs/queue'
import { log } from '@/server/log'

/** Works one job to its end. It must stop when the signal aborts: then the job belongs to somebody else, or to nobody. */
export type JobHandler = (job: queue.Job, signal: AbortSignal) => Promise<void>

/** Work that is nobody's job: done every so often by the process that works. */
export interface Chore {
  /** Of the lease that says when it is due again. */
  readonly name: string
  readonly everyMs: number
  /** A start may follow a crash: then it is due so soon. */
  readonly afterStartMs: number
  readonly run: (signal: AbortSignal) => Promise<void>
}

interface Worker {
  /** Stops taking jobs and gives back what is running; resolves when nothing runs any more. */
  stop(): Promise<void>
}

/**
 * At most this many jobs of a kind at once. Parsing takes a core each. Purging is light and has a place of its own: it neither waits
 * for a thousand documents nor holds one up.
 */
const places = { ingest: 2, purge: 1 } as const satisfies Record<JobKind, number>
const kinds: readonly JobKind[] = ['ingest', 'purge']
const idleMs = 500
const heartbeatMs = 1_000
/** Only the process that holds this lease works: LanceDB has no unique key, so its tables have one writer. */
export const writerLease = { name: 'worker', ms: 10_000 } as const

/** Starts the worker of this process. */
export function startWorker(handlers: Record<JobKind, JobHandler>, chores: readonly Chore[] = []): Worker {
  const id = newId()
  const stopping = new AbortController()
  const running = new Map<string, { kind: JobKind; work: Promise<void> }>()
  // Kept in memory: only one process works at a time, and a restart costs nobody more than a turn.
  const turns = new Map<string, number>()

  const start = (job: queue.Job): void => {
    const work = runJob(job, handlers[job.kind], stopping.signal)
      .catch((error: unknown) => log.error('job failed', error, { jobId: job.id, kind: job.kind }))
      .finally(() => running.delete(job.subjectId))
    running.set(job.subjectId, { kind: job.kind, work })
    turns.set(job.ownerId, performance.now())
  }

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const works = [...running.values()]
      const free = kinds.filter((kind) => works.filter((other) => other.kind === kind).length < places[kind])
      const job = await nextJob(id, { busy: [...running.keys()], kinds: free, turns })
      if (job !== null) start(job)
      else await Promise.race([idle(stopping.signal), ...works.map(({ work }) => work)])
    }
  }

  const looping = loop()
  const doingChores = doChores(id, chores, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await Promise.allSettled([looping, doingChores, ...[...running.values()].map(({ work }) => work)])
      await releaseLease(writerLease.name, id)
    },
  }
}

interface Room {
  readonly busy: readonly string[]
  readonly kinds: readonly JobKind[]
  readonly turns: ReadonlyMap<string, number>
}

/** A job to start, or null: none is due, there is no room, another process works, or the database did not answer (said in the log). */
async function nextJob(worker: string, { busy, ...room }: Room): Promise<queue.Job | null> {
  try {
    if (!(await holdLease(writerLease.name, worker, writerLease.ms)) || room.kinds.length === 0) return null
    return await queue.claim(worker, busy, room)
  } catch (error) {
    log.error('the queue could not be read', error)
    return null
  }
}

/** Runs a handler under a heartbeat that ends it as soon as the job is no longer ours. */
async function runJob(job: queue.Job, handler: JobHandler, stopping: AbortSignal): Promise<void> {
  const lost = new AbortController()
  const signal = AbortSignal.any([stopping, lost.signal])
  const beat = setInterval(() => {
    queue.heartbeat(job).then(
      (isOurs) => !isOurs && lost.abort(),
      (error: unknown) => log.error('heartbeat failed', error, { jobId: job.id }),
    )
  }, heartbeatMs)
  try {
    await handler(job, signal)
  } finally {
    clearInterval(beat)
  }
}

async function idle(signal: AbortSignal): Promise<void> {
  await pause(idleMs, undefined, { signal }).catch(() => undefined)
}

const choreCheckMs = 2_000

/** Does the chores one after the other, each when it is due, as long as this process is the one that works. */
async function doChores(worker: string, chores: readonly Chore[], stopping: AbortSignal): Promise<void> {
  if (chores.length === 0) return
  await Promise.all(chores.map(({ name, afterStartMs }) => endLeaseBy(name, new Date(Date.now() + afterStartMs)))).catch((error: unknown) => log.error('chores could not be planned', error))
  while (!stopping.aborted) {
    for (const { name, everyMs, run } of chores) {
      try {
        // Each turn is an owner of its own: who did it last has to wait as well.
        if ((await holdsLease(writerLease.name, worker)) && (await holdLease(name, newId(), everyMs))) await run(stopping)
      } catch (error) {
        if (!stopping.aborted) log.error('a chore failed', error, { name })
      }
    }
    await pause(choreCheckMs, undefined, { signal: stopping }).catch(() => undefined)
  }
}
