import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { judge } from '@/bench/proof/judge'
import { type Material, materialOf } from '@/bench/proof/material'
import type { Outcome } from '@/bench/proof/outcome'
import { Random } from '@/bench/proof/random'
import { kill, startWorkerProcess } from '@/bench/proof/workers'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { cancel, remove, retry } from '@/server/documents/actions'
import { AppError } from '@/server/errors'
import { addDocument, createBase, passTime } from '@/server/testing/documents'
import type { FakeProvider } from '@/server/testing/fakeProvider'
import { createPerson } from '@/server/testing/people'

/** Every so many rounds the worker is not killed at once: it sleeps, another one takes over, and it wakes up. */
const sleepEvery = 5
/** A worker that woke up finds within a second that nothing is its own any more. */
const wakingMs = 3_000
const patienceMs = 300_000

interface Setting {
  readonly seed: number
  readonly documentCount: number
  readonly kills: number
  readonly provider: FakeProvider
}

interface World {
  readonly actor: Actor
  readonly base: string
  readonly random: Random
  readonly provider: FakeProvider
  /** Ids of the documents by their names. */
  readonly ids: Map<string, string>
  readonly acts: Map<string, 'deleted' | 'cancelled'>
}

/** Ingests documents while workers are killed, sleep and wake, and while documents are deleted, cancelled and tried again. */
export async function disturb({ seed, documentCount, kills, provider }: Setting): Promise<Outcome> {
  const actor = await createPerson()
  const world: World = { actor, base: await createBase(actor), random: new Random(seed), provider, ids: new Map(), acts: new Map() }
  const material = materialOf(seed, documentCount)
  const share = Math.ceil(documentCount / (kills + 1))
  let killed = 0
  for (let round = 1; killed < kills; round += 1) {
    await upload(world, material.splice(0, share))
    killed += round % sleepEvery === 0 ? await sleepingRound(world) : await killingRound(world)
    if (killed < kills) await passTime()
  }
  await upload(world, material)
  const backAfterMs = await workOff()
  return { ...(await judge()), acts: Object.fromEntries(world.acts), kills: killed, backAfterMs }
}

async function upload({ actor, base, ids }: World, material: readonly Material[]): Promise<void> {
  for (const { name, content } of material) ids.set(name, (await addDocument(actor, base, content, name)).id)
  // More deaths than a document is granted, so that it is not given up as the cause of them.
  await db.job.updateMany({ data: { attemptLimit: 1_000 } })
}

async function killingRound(world: World): Promise<number> {
  const worker = await working()
  await meddle(world, world.random.between(0, 2_000))
  await kill(worker)
  return 1
}

/** A worker that is stopped for longer than its leases and goes on when another one has its jobs. Both are killed in the end. */
async function sleepingRound(world: World): Promise<number> {
  const sleeper = await working()
  await meddle(world, world.random.between(0, 1_500))
  await putToSleep(sleeper)
  const other = await working()
  await meddle(world, world.random.between(0, 1_000))
  sleeper.kill('SIGCONT')
  await meddle(world, wakingMs)
  await Promise.all([kill(sleeper), kill(other)])
  return 2
}

/** Stops a worker, and lets its leases run out. One that is stopped in the middle of a commit holds SQLite's lock: it goes on for a moment. */
async function putToSleep(worker: ChildProcess): Promise<void> {
  for (;;) {
    worker.kill('SIGSTOP')
    const isLocked = await passTime().then(
      () => false,
      (error: unknown) => {
        if (!(error instanceof Error && 'code' in error && error.code === 'P1008')) throw error
        return true
      },
    )
    if (!isLocked) return
    worker.kill('SIGCONT')
    await pause(20)
  }
}

/** A worker that has taken a job. */
async function working(): Promise<ChildProcess> {
  const since = new Date()
  const worker = startWorkerProcess()
  await until(async () => (await db.job.count({ where: { state: { not: 'queued' }, updatedAt: { gt: since } } })) > 0, 'a worker to begin', 30_000)
  return worker
}

/** Does for so long what people do meanwhile. */
async function meddle(world: World, forMs: number): Promise<void> {
  const end = performance.now() + forMs
  if (world.random.chance(0.2)) world.provider.failEmbeddings(429, 4)
  for (;;) {
    const left = end - performance.now()
    if (left <= 0) return
    await pause(Math.min(left, world.random.between(50, 800)))
    if (performance.now() < end) await act(world)
  }
}

async function act({ actor, random, ids, acts }: World): Promise<void> {
  const there = [...ids.keys()].filter((name) => acts.get(name) !== 'deleted')
  const name = random.pick(there)
  const id = name === undefined ? undefined : ids.get(name)
  if (name === undefined || id === undefined) return
  const dice = random.next()
  try {
    if (dice < 0.12) {
      await remove(actor, [id])
      acts.set(name, 'deleted')
    } else if (dice < 0.4) {
      await cancel(actor, [id])
      acts.set(name, 'cancelled')
    } else if (acts.get(name) === 'cancelled') {
      await retry(actor, [id])
      acts.delete(name)
      await db.job.updateMany({ data: { attemptLimit: 1_000 } })
    }
  } catch (error) {
    // It was ready already, or never cancelled.
    if (!(error instanceof AppError && error.kind === 'conflict')) throw error
  }
}

/** The last worker, undisturbed, in real time until it has taken a job. Returns how long that took in milliseconds. */
async function workOff(): Promise<number> {
  const startedAt = performance.now()
  const worker = await working()
  const backAfterMs = Math.round(performance.now() - startedAt)
  await until(isDone, 'all jobs to end', patienceMs).catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
  await kill(worker)
  return backAfterMs
}

async function isDone(): Promise<boolean> {
  await db.job.updateMany({ where: { state: 'queued', runAfter: { gt: new Date() } }, data: { runAfter: new Date() } })
  return (await db.job.count({ where: { state: { in: ['queued', 'running'] } } })) === 0
}

async function until(isReached: () => Promise<boolean>, what: string, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await isReached())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`)
    await pause(100)
  }
}
