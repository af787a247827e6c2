import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { holdLease, releaseLease } from '@/server/jobs/lease'
import * as queue from '@/server/jobs/queue'
import { passTime } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'

let person: Actor
beforeEach(async () => {
  await db.job.deleteMany()
  await db.lease.deleteMany()
  person = await createPerson()
})

async function add(subjectId = newId()): Promise<string> {
  return (await queue.enqueue(person, { kind: 'ingest', subjectId })).id
}

async function claimed(worker = newId(), turns: ReadonlyMap<string, number> = new Map()): Promise<queue.Job> {
  return (await queue.claim(worker, [], { turns })) ?? expect.fail('no job was due')
}

const stateOf = async (id: string) => (await db.job.findUniqueOrThrow({ where: { id } })).state

describe('claiming', () => {
  test('of many workers at once each job goes to one', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => add()))
    const jobs = await Promise.all(Array.from({ length: 30 }, () => queue.claim(newId(), [])))
    const taken = jobs.flatMap((job) => (job === null ? [] : [job.id]))
    expect(taken.toSorted()).toEqual(ids.toSorted())
    expect(await db.job.count({ where: { state: 'running', attempt: 1 } })).toBe(12)
  })

  test('the oldest first, and none of a subject that is busy', async () => {
    const [busy, first, second] = [newId(), newId(), newId()]
    for (const subjectId of [busy, first, second]) await add(subjectId)
    const order = [await queue.claim(newId(), [busy]), await queue.claim(newId(), [busy]), await queue.claim(newId(), [busy])]
    expect(order.map((job) => job?.subjectId)).toEqual([first, second, undefined])
  })

  test('a job that is postponed, done, failed or cancelled is not claimed', async () => {
    for (const end of [queue.finish, queue.fail, queue.postpone]) {
      await add()
      await end(await claimed())
    }
    const subjectId = newId()
    await add(subjectId)
    await queue.cancel([subjectId])
    expect(await queue.claim(newId(), [])).toBeNull()
  })
})

describe('whose turn it is', () => {
  let other: Actor
  beforeEach(async () => {
    other = await createPerson()
  })

  const addMany = (actor: Actor, count: number) => queue.enqueueAll(actor, Array.from({ length: count }, () => ({ kind: 'ingest' as const, subjectId: newId() })))
  const ownerOf = async (turns?: ReadonlyMap<string, number>) => (await queue.claim(newId(), [], turns === undefined ? {} : { turns }))?.ownerId

  test('a thousand files of one person leave the next place to the single file of another', async () => {
    await addMany(person, 1_000)
    expect(await ownerOf()).toBe(person.userId)
    await addMany(other, 1)
    expect(await ownerOf()).toBe(other.userId)
    expect(await ownerOf()).toBe(person.userId)
  })

  test('of owners with as many running jobs, the one whose turn was longest ago', async () => {
    const third = await createPerson()
    for (const actor of [person, other, third]) await addMany(actor, 4)
    const turns = new Map<string, number>()
    const order: string[] = []
    for (let turn = 0; turn < 12; turn += 1) {
      const job = await claimed(newId(), turns)
      turns.set(job.ownerId, turn)
      order.push(job.ownerId)
      await queue.finish(job)
    }
    const names = new Map([[person.userId, 'a'], [other.userId, 'b'], [third.userId, 'c']])
    expect(order.map((id) => names.get(id)).join('')).toBe('abcabcabcabc')
  })

  test('of the jobs of an owner the one with the highest priority, and it does not go before another owner', async () => {
    await addMany(person, 2)
    const urgent = newId()
    await queue.enqueue(person, { kind: 'ingest', subjectId: urgent, priority: 1 })
    await addMany(other, 1)
    expect((await claimed()).subjectId).toBe(urgent)
    expect(await ownerOf()).toBe(other.userId)
  })

  test('a job whose worker went silent comes before all that wait', async () => {
    const id = await add()
    await claimed()
    await passTime()
    await addMany(other, 3)
    expect((await claimed()).id).toBe(id)
  })

  test('only the kinds that there is room for are taken', async () => {
    await addMany(person, 1)
    const purge = newId()
    await queue.enqueue(person, { kind: 'purge', subjectId: purge })
    expect((await queue.claim(newId(), [], { kinds: ['purge'] }))?.subjectId).toBe(purge)
    expect(await queue.claim(newId(), [], { kinds: ['purge'] })).toBeNull()
    expect(await queue.claim(newId(), [], { kinds: [] })).toBeNull()
  })
})

describe('a worker that goes silent', () => {
  test('loses its job to the next one, and cannot write for it any more', async () => {
    const id = await add()
    const old = await claimed()
    expect(await queue.claim(newId(), [])).toBeNull()
    await passTime()
    const taken = await claimed()
    expect(taken).toMatchObject({ id, attempt: 2 })
    expect(await queue.heartbeat(old)).toBe(false)
    for (const late of [queue.finish, queue.fail, queue.postpone, queue.release]) await late(old)
    expect(await stateOf(id)).toBe('running')
    expect(await queue.heartbeat(taken)).toBe(true)
    await queue.finish(taken)
    expect(await stateOf(id)).toBe('done')
  })

  test('keeps it while its heart beats', async () => {
    await add()
    const job = await claimed()
    await passTime()
    expect(await queue.heartbeat(job)).toBe(true)
    expect(await queue.claim(newId(), [])).toBeNull()
  })

  test('is not believed either when the same worker took the job again', async () => {
    await add()
    const worker = newId()
    const first = await claimed(worker)
    await passTime()
    const second = await claimed(worker)
    expect(await queue.heartbeat(first)).toBe(false)
    expect(await queue.heartbeat(second)).toBe(true)
  })

  test('a job whose every attempt died is exhausted', async () => {
    await add()
    const attempts: boolean[] = []
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      attempts.push(queue.isExhausted(await claimed()))
      await passTime()
    }
    expect(attempts).toEqual([false, false, false, false, false, true])
  })
})

describe('the end of an attempt', () => {
  test('a cancelled job is lost to its worker at once', async () => {
    const subjectId = newId()
    const id = await add(subjectId)
    const job = await claimed()
    await queue.cancel([subjectId])
    expect(await queue.heartbeat(job)).toBe(false)
    await queue.finish(job)
    expect(await stateOf(id)).toBe('cancelled')
  })

  test('a failed job is queued again with five more attempts, and only once', async () => {
    const subjectId = newId()
    const id = await add(subjectId)
    await queue.fail(await claimed())
    const attempts = await queue.attemptsOf(subjectId)
    const results = await Promise.all([queue.requeue(subjectId, attempts), queue.requeue(subjectId, attempts)])
    expect(results.map(({ count }) => count).toSorted()).toEqual([0, 1])
    expect(await db.job.findUnique({ where: { id } })).toMatchObject({ state: 'queued', attempt: 1, attemptLimit: 6 })
  })

  test('a running job is not queued a second time', async () => {
    const subjectId = newId()
    await add(subjectId)
    const job = await claimed()
    expect(await queue.requeue(subjectId, job.attempt)).toEqual({ count: 0 })
  })

  test('pauses double, and after five attempts there is none left', async () => {
    const id = await add()
    const pauses: number[] = []
    let job = await claimed()
    for (; queue.hasAttemptsLeft(job); job = await claimed()) {
      const before = Date.now()
      await queue.postpone(job)
      const { runAfter } = await db.job.findUniqueOrThrow({ where: { id } })
      pauses.push((runAfter.getTime() - before) / 1_000)
      expect(await queue.claim(newId(), [])).toBeNull()
      await passTime()
    }
    expect(job.attempt).toBe(5)
    expect(pauses).toHaveLength(4)
    for (const [index, seconds] of pauses.entries()) {
      expect(seconds).toBeGreaterThan(2 ** index * 0.7)
      expect(seconds).toBeLessThan(2 ** index * 1.5)
    }
  })

  test('a purge is tried again for days, at last every six hours', async () => {
    await queue.enqueue(person, { kind: 'purge', subjectId: newId() })
    let job = await claimed()
    for (; job.attempt < 30; job = await claimed()) {
      await queue.postpone(job)
      await passTime()
    }
    expect(queue.hasAttemptsLeft(job)).toBe(true)
    const before = Date.now()
    await queue.postpone(job)
    const hours = ((await db.job.findUniqueOrThrow({ where: { id: job.id } })).runAfter.getTime() - before) / 3_600_000
    expect(hours).toBeGreaterThan(4)
    expect(hours).toBeLessThan(8)
  })

  test('a pause is as long as was asked for, and an attempt that brought the job forward does not count', async () => {
    const id = await add()
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await queue.postpone(await claimed(), { atLeastMs: 60_000, isProgress: true })
      const { runAfter } = await db.job.findUniqueOrThrow({ where: { id } })
      expect(runAfter.getTime()).toBeGreaterThan(Date.now() + 50_000)
      await passTime()
    }
    expect(queue.hasAttemptsLeft(await claimed())).toBe(true)
  })

  test('what is to happen with the end of a job happens once, and not for a job that is lost', async () => {
    await add()
    const job = await claimed()
    const note = () => db.lease.create({ data: { name: newId(), owner: job.id, until: new Date() } })
    expect(await queue.finish({ ...job, attempt: job.attempt + 1 }, [note()])).toBe(false)
    expect(await queue.finish(job, [note()])).toBe(true)
    expect(await queue.finish(job, [note()])).toBe(false)
    expect(await db.lease.count()).toBe(1)
  })

  test('an attempt that a restart broke off does not count', async () => {
    await add()
    for (let restart = 0; restart < 10; restart += 1) await queue.release(await claimed())
    const job = await claimed()
    expect(queue.hasAttemptsLeft(job)).toBe(true)
    expect(queue.isExhausted(job)).toBe(false)
  })
})

describe('a lease', () => {
  test('of many processes at once one gets it, and keeps it', async () => {
    const owners = Array.from({ length: 10 }, () => newId())
    const first = await Promise.all(owners.map((owner) => holdLease('worker', owner, 60_000)))
    expect(first.filter(Boolean)).toHaveLength(1)
    const again = await Promise.all(owners.map((owner) => holdLease('worker', owner, 60_000)))
    expect(again).toEqual(first)
  })

  test('passes on when it is given back or runs out, and not by somebody else', async () => {
    expect(await holdLease('worker', 'a', 60_000)).toBe(true)
    await releaseLease('worker', 'b')
    expect(await holdLease('worker', 'b', 60_000)).toBe(false)
    await releaseLease('worker', 'a')
    expect(await holdLease('worker', 'b', 60_000)).toBe(true)
    await passTime()
    expect(await holdLease('worker', 'a', 60_000)).toBe(true)
    expect(await holdLease('worker', 'b', 60_000)).toBe(false)
  })
})
