import type { Chore } from '@/server/jobs/worker'
import { repair } from '@/server/upkeep/upkeep'

/** Between two small steps: others come first. */
const pauseMs = 20

/** The upkeep as the worker does it: once a day, and some minutes after a start. */
export const upkeepChore: Chore = {
  name: 'upkeep',
  everyMs: 24 * 3_600_000,
  afterStartMs: 5 * 60_000,
  run: async (signal) => {
    await repair({ signal, pauseMs })
  },
}
