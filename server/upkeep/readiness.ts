import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { config } from '@/server/config'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { vectors } from '@/server/vectors/store'

/** Whether a part works, and how long it took to find out. */
export interface Part {
  readonly works: boolean
  readonly tookMs: number
}

interface Parts {
  readonly database: Part
  readonly search: Part
  readonly files: Part
}

let looking: Promise<Parts> | undefined

/**
 * Whether what answers depend on works right now: the records, the search index, the files. Says nothing of what is in them. Anybody may
 * ask: all who ask while it is found out are told the same.
 */
export function readiness(): Promise<Parts> {
  return (looking ??= look().finally(() => (looking = undefined)))
}

async function look(): Promise<Parts> {
  const [database, search, files] = await Promise.all([
    tried(() => db.user.findFirst({ select: { id: true } })),
    tried(async () => (await vectors()).ping()),
    tried(async () => {
      const probe = join(config.dataDir, `.ready-${newId()}`)
      await writeFile(probe, '')
      await rm(probe)
    }),
  ])
  return { database, search, files }
}

async function tried(work: () => Promise<unknown>): Promise<Part> {
  const startedAt = performance.now()
  const works = await work().then(
    () => true,
    () => false,
  )
  return { works, tookMs: performance.now() - startedAt }
}
