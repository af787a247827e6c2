import manifest from '@/package.json' with { type: 'json' }
import { db } from '@/server/database'
import { parts } from '@/server/readiness/parts'
import type { Readiness } from '@/server/readiness/schema'

/** A job that waits longer while it could run has no worker. */
const longestWaitSeconds = 600

/** What the server needs, and whether jobs are done. */
export async function get(): Promise<Readiness> {
  const [found, jobs, answers] = await Promise.all([parts(), jobCounts(), db.message.count({ where: { status: { in: ['pending', 'streaming'] } } })])
  const all = Object.values(found)
  const isWaiting = jobs.oldestSeconds !== null && jobs.oldestSeconds > longestWaitSeconds
  return { isReady: all.every(({ isWell }) => isWell) && !isWaiting, version: manifest.version, parts: all, jobs, answers }
}

async function jobCounts(): Promise<Readiness['jobs']> {
  const now = new Date()
  const [counts, oldest] = await Promise.all([
    db.job.groupBy({ by: ['state'], where: { state: { in: ['queued', 'running', 'failed'] } }, _count: true }),
    db.job.findFirst({ where: { state: 'queued', runAfter: { lte: now } }, orderBy: { runAfter: 'asc' }, select: { runAfter: true } }),
  ])
  const count = (state: string): number => counts.find((row) => row.state === state)?._count ?? 0
  return { queued: count('queued'), running: count('running'), failed: count('failed'), oldestSeconds: oldest === null ? null : Math.round((now.getTime() - oldest.runAfter.getTime()) / 1_000) }
}
