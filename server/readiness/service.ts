import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import manifest from '@/package.json' with { type: 'json' }
import { config } from '@/server/config'
import { db, sql } from '@/server/database'
import { log } from '@/server/log'
import type { partNames, Readiness } from '@/server/readiness/schema'
import { vectors } from '@/server/vectors/store'

/** With less than this an upload or an index may fail. */
const leastFreeBytes = 500_000_000
/** A part that takes longer is not well. */
const patienceMs = 5_000
/** A job that waits longer while it could run has no worker. */
const longestWaitSeconds = 600

type Part = Readiness['parts'][number]

/** Looks at what the server needs: the database, the vector store, the disk, and whether jobs are done. */
export async function get(): Promise<Readiness> {
  const [parts, jobs, answers] = await Promise.all([
    Promise.all([
      look('database', async () => void (await db.$queryRaw(sql`SELECT 1`))),
      look('vectors', async () => void (await (await vectors()).tablesBeside([]))),
      look('disk', async () => {
        await access(config.dataDir, constants.W_OK)
        const { bavail, bsize } = await statfs(config.dataDir)
        return bavail * bsize
      }),
    ]),
    jobCounts(),
    db.message.count({ where: { status: { in: ['pending', 'streaming'] } } }).catch(() => 0),
  ])
  const isWaiting = jobs.oldestSeconds !== null && jobs.oldestSeconds > longestWaitSeconds
  return { isReady: parts.every(({ isWell }) => isWell) && !isWaiting, version: manifest.version, parts, jobs, answers }
}

async function look(part: (typeof partNames)[number], work: () => Promise<number | void>): Promise<Part> {
  const startedAt = performance.now()
  const took = (): number => Math.round(performance.now() - startedAt)
  try {
    const freeBytes = await Promise.race([work(), late()])
    return { part, isWell: typeof freeBytes !== 'number' || freeBytes >= leastFreeBytes, tookMs: took(), freeBytes: typeof freeBytes === 'number' ? freeBytes : null }
  } catch (error) {
    log.error('a part is not well', error, { part })
    return { part, isWell: false, tookMs: took(), freeBytes: null }
  }
}

const late = (): Promise<never> => new Promise((_resolve, reject) => setTimeout(() => reject(new DOMException('', 'TimeoutError')), patienceMs).unref())

async function jobCounts(): Promise<Readiness['jobs']> {
  const now = new Date()
  const [counts, oldest] = await Promise.all([
    db.job.groupBy({ by: ['state'], where: { state: { in: ['queued', 'running', 'failed'] } }, _count: true }),
    db.job.findFirst({ where: { state: 'queued', runAfter: { lte: now } }, orderBy: { runAfter: 'asc' }, select: { runAfter: true } }),
  ])
  const count = (state: string): number => counts.find((row) => row.state === state)?._count ?? 0
  return { queued: count('queued'), running: count('running'), failed: count('failed'), oldestSeconds: oldest === null ? null : Math.round((now.getTime() - oldest.runAfter.getTime()) / 1_000) }
}
