import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { endLeaseBy } from '@/server/jobs/lease'
import * as queue from '@/server/jobs/queue'
import { type Chore, type JobHandler, startWorker } from '@/server/jobs/worker'
import { createPerson } from '@/server/testing/people'

type Worker = ReturnType<typeof startWorker>

let person: Actor
const workers: Worker[] = []
beforeEach(async () => {
  await db.job.deleteMany()
  await db.lease.deleteMany()
  person = await createPerson()
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
})

function start(ingest: JobHandler, purge: JobHandler = ingest, chores: Chore[] = []): Worker {
  const worker = startWorker({ ingest, purge }, chores)
  workers.push(worker)
  return worker
}

const add = (subjectId = newId(), kind: 'ingest' | 'purge' = 'ingest') => queue.enqueue(person, { kind, subjectId })
const states = async () => (await db.job.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state)

/** A handler whose jobs end when the test says so, or when they are lost. */
function held() {
  const running = new Map<string, () => void>()
  const log: string[] = []
  const handler: JobHandler = async (job, signal) => {
    log.push(`start ${job.kind} ${job.subjectId}`)
    await new Promise<void>((resolve) => {
      running.set(job.subjectId, resolve)
      signal.addEventListener('abort', () => resolve())
    })
    running.delete(job.subjectId)
    log.push(`${signal.aborted ? 'lost' : 'end'} ${job.kind} ${job.subjectId}`)
    await (signal.aborted ? queue.release(job) : queue.finish(job))
  }
  return { handler, running, log }
}

test('all jobs are done, each once', async () => {
  for (let count = 0; count < 8; count += 1) await add()
  const done: string[] = []
  start(async (job) => {
    done.push(job.id)
    await queue.finish(job)
  })
  await vi.waitFor(async () => expect(new Set(await states())).toEqual(new Set(['done'])), { timeout: 10_000 })
  expect(done.toSorted()).toEqual((await db.job.findMany()).map(({ id }) => id).toSorted())
})

test('two documents at once, and never two jobs of one', async () => {
  const document = newId()
  await add(document)
  await add(document, 'purge')
  await add()
  await add()
  const { handler, running, log } = held()
  start(handler)
  await vi.waitFor(() => expect(running.size).toBe(2), { timeout: 20_000 })
  expect(log.filter((line) => line.includes(document))).toEqual([`start ingest ${document}`])
  running.get(document)?.()
  await vi.waitFor(() => expect(log).toContain(`start purge ${document}`), { timeout: 3_000 })
  expect(log.indexOf(`end ingest ${document}`)).toBeLessThan(log.indexOf(`start purge ${document}`))
})

test('a purge has a place of its own beside the documents', async () => {
  const [first, second] = [newId(), newId()]
  for (let count = 0; count < 20; count += 1) await add()
  await add(first, 'purge')
  await add(second, 'purge')
  const { handler, running } = held()
  start(handler)
  await vi.waitFor(() => expect(running.size).toBe(3), { timeout: 3_000 })
  expect(running.has(first)).toBe(true)
  running.get(first)?.()
  await vi.waitFor(() => expect(running.has(second)).toBe(true), { timeout: 3_000 })
  expect(running.size).toBe(3)
})

test('a single file does not wait for the many of somebody else', async () => {
  const other = await createPerson()
  await queue.enqueueAll(person, Array.from({ length: 1_000 }, () => ({ kind: 'ingest' as const, subjectId: newId() })))
  const { handler, running } = held()
  start(handler)
  await vi.waitFor(() => expect(running.size).toBe(2), { timeout: 20_000 })
  const single = newId()
  await queue.enqueue(other, { kind: 'ingest', subjectId: single })
  const [oneOfMany] = running.values()
  oneOfMany?.()
  await vi.waitFor(() => expect(running.has(single)).toBe(true), { timeout: 3_000 })
})

test('of two workers one works; when it stops, the other goes on at once', async () => {
  await add()
  const [first, second] = [held(), held()]
  const working = start(first.handler)
  await vi.waitFor(() => expect(first.running.size).toBe(1), { timeout: 20_000 })
  await add()
  start(second.handler)
  await vi.waitFor(() => expect(first.running.size).toBe(2), { timeout: 20_000 })
  expect(second.log).toEqual([])
  await working.stop()
  expect(await db.job.count({ where: { worker: { not: null } } })).toBeLessThanOrEqual(2)
  await vi.waitFor(() => expect(second.running.size).toBe(2), { timeout: 3_000 })
})

test('a cancelled job is broken off within two seconds', async () => {
  const document = newId()
  await add(document)
  const { handler, running, log } = held()
  start(handler)
  await vi.waitFor(() => expect(running.size).toBe(1), { timeout: 20_000 })
  await queue.cancel([document])
  await vi.waitFor(() => expect(log).toContain(`lost ingest ${document}`), { timeout: 2_000 })
  expect(await states()).toEqual(['cancelled'])
})

test('stopping waits for what runs and gives it back', async () => {
  const document = newId()
  await add(document)
  const { handler, running, log } = held()
  const worker = start(handler)
  await vi.waitFor(() => expect(running.size).toBe(1), { timeout: 20_000 })
  await worker.stop()
  expect(log.at(-1)).toBe(`lost ingest ${document}`)
  expect(await states()).toEqual(['queued'])
})

test('a handler that breaks does not end the worker', async () => {
  const broken = newId()
  await add(broken)
  await add()
  start(async (job) => {
    if (job.subjectId === broken) throw new Error('broken on purpose')
    await queue.finish(job)
  })
  await vi.waitFor(async () => expect(await states()).toEqual(['running', 'done']), { timeout: 3_000 })
})

test('a chore is done by the process that works, once it is due, and then not for a day', async () => {
  const done: string[] = []
  const chore = (who: string): Chore => ({ name: 'sweeping', everyMs: 86_400_000, afterStartMs: 0, run: async () => void done.push(who) })
  const { handler } = held()
  const first = start(handler, handler, [chore('first')])
  await vi.waitFor(() => expect(done).toEqual(['first']), { timeout: 5_000 })
  start(handler, handler, [{ ...chore('second'), afterStartMs: 86_400_000 }])
  await endLeaseBy('sweeping', new Date(0))
  await vi.waitFor(() => expect(done).toEqual(['first', 'first']), { timeout: 5_000 })
  await first.stop()
  await endLeaseBy('sweeping', new Date(0))
  await vi.waitFor(() => expect(done).toEqual(['first', 'first', 'second']), { timeout: 8_000 })
})

test('a chore ends with the worker, and one that breaks does not end it', async () => {
  let isEnded = false
  const broken: Chore = { name: 'broken', everyMs: 86_400_000, afterStartMs: 0, run: () => Promise.reject(new Error('broken on purpose')) }
  const long: Chore = {
    name: 'long',
    everyMs: 86_400_000,
    afterStartMs: 0,
    run: async (signal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      isEnded = true
    },
  }
  await add()
  const worker = start(async (job) => void (await queue.finish(job)), undefined, [broken, long])
  await vi.waitFor(async () => expect(await states()).toEqual(['done']), { timeout: 5_000 })
  await vi.waitFor(async () => expect(await db.lease.count({ where: { name: 'long', until: { gt: new Date() } } })).toBe(1), { timeout: 5_000 })
  await worker.stop()
  expect(isEnded).toBe(true)
})
