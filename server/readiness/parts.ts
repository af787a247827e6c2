import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { config } from '@/server/config'
import { db, sql } from '@/server/database'
import { newId } from '@/server/ids'
import { log } from '@/server/log'
import type { partNames, Readiness } from '@/server/readiness/schema'
import { vectors } from '@/server/vectors/store'

/** With less than this an upload or an index may fail. */
const leastFreeBytes = 500_000_000
/** A part that takes longer is not well. */
const patienceMs = 5_000

type PartName = (typeof partNames)[number]
export type Part = Readiness['parts'][number]

let looking: Promise<Record<PartName, Part>> | undefined

/**
 * Whether what answers depend on works right now: the records, the search index, the disk. Says nothing of what is in them. All who ask
 * while it is found out are told the same.
 */
export function parts(): Promise<Record<PartName, Part>> {
  return (looking ??= lookAtAll().finally(() => (looking = undefined)))
}

async function lookAtAll(): Promise<Record<PartName, Part>> {
  const [database, index, disk] = await Promise.all([
    look('database', async () => void (await db.$queryRaw(sql`SELECT 1`))),
    look('vectors', async () => (await vectors()).ping()),
    look('disk', async () => {
      const probe = join(config.dataDir, `.ready-${newId()}`)
      await writeFile(probe, '')
      await rm(probe)
      const { bavail, bsize } = await statfs(config.dataDir)
      return bavail * bsize
    }),
  ])
  return { database, vectors: index, disk }
}

/** @param work says how many bytes are free, where that can be said. */
async function look(part: PartName, work: () => Promise<number | void>): Promise<Part> {
  const startedAt = performance.now()
  const took = (): number => Math.round(performance.now() - startedAt)
  try {
    const freeBytes = (await Promise.race([work(), late()])) ?? null
    return { part, isWell: freeBytes === null || freeBytes >= leastFreeBytes, tookMs: took(), freeBytes }
  } catch (error) {
    log.error('a part is not well', error, { part })
    return { part, isWell: false, tookMs: took(), freeBytes: null }
  }
}

const late = (): Promise<never> => new Promise((_resolve, reject) => setTimeout(() => reject(new DOMException('', 'TimeoutError')), patienceMs).unref())
