// `npm run doctor -- --repair`: mends what the upkeep would mend by itself within a day.
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { endLeaseBy, holdLease, releaseLease } from '@/server/jobs/lease'
import { writerLease } from '@/server/jobs/worker'
import { upkeepChore } from '@/server/upkeep/chore'
import type { Findings } from '@/server/upkeep/round'
import { inspect, repair } from '@/server/upkeep/upkeep'

const patienceMs = 120_000

/** A line that says what was done. Only one process may write: where Parley runs, it is asked to do it now. */
export async function repairNow(): Promise<string> {
  const until = Date.now() + patienceMs
  for (let isAsked = false; Date.now() < until; await pause(1_000)) {
    const findings = await repairHere()
    if (findings !== null) return describe(findings)
    if (!isAsked) await endLeaseBy(upkeepChore.name, new Date(0))
    isAsked = true
    if (isWell(await inspect())) return 'Parley runs, and repaired it'
  }
  return 'Parley runs and was asked to repair; it is not done yet, run the doctor again in a while'
}

/** Repairs in this process; null when another one is the writer. */
async function repairHere(): Promise<Findings | null> {
  const id = newId()
  if (!(await holdLease(writerLease.name, id, writerLease.ms))) return null
  const beat = setInterval(() => void holdLease(writerLease.name, id, writerLease.ms), writerLease.ms / 4)
  try {
    return await repair()
  } finally {
    clearInterval(beat)
    await releaseLease(writerLease.name, id)
  }
}

const isWell = ({ lost: _lost, ...findings }: Findings): boolean => Object.values(findings).every((count) => count === 0)

async function describe({ rows, vectors, files, miscounted }: Findings): Promise<string> {
  const queued = await db.job.count({ where: { state: 'queued' } })
  const rest = queued === 0 ? '' : `; ${queued} jobs wait for Parley to be started`
  return `removed ${rows} rows, ${vectors} vectors, ${files} files; counted ${miscounted} documents again${rest}`
}
