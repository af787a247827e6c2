import { sweepAnswers } from '@/server/chat/sweepAnswers'
import { purge } from '@/server/ingestion/purge'
import { ingestAndSettle } from '@/server/ingestion/settleIndex'
import { startWorker } from '@/server/jobs/worker'
import { log } from '@/server/log'
import { resealHeaders } from '@/server/tools/headers'
import { resealKeys } from '@/server/models/keys/sealed'
import { upkeepChore } from '@/server/upkeep/chore'
import { sweepCounts } from '@/server/usage/limits'
import { sweepReservations } from '@/server/usage/sweep'

const sweepEveryMs = 2_000
/** What a dead process held back is given back this often; counts of minutes that are over go with it. */
const tidyEveryMs = 10_000

declare global {
  /** Ends the background work of this process; set by startBackground, called by scripts/serve.ts. */
  var parleyStopBackground: (() => Promise<void>) | undefined
}

/** Starts what a server process does beside answering requests. Once a process: a development reload changes nothing. */
export function startBackground(): void {
  if (globalThis.parleyStopBackground !== undefined) return
  void resealKeys().catch((error: unknown) => log.error('provider keys could not be sealed again', error))
  void resealHeaders().catch((error: unknown) => log.error('headers of tool servers could not be sealed again', error))
  const worker = startWorker({ ingest: ingestAndSettle, purge }, [upkeepChore])
  const sweeper = setInterval(() => void sweepAnswers(), sweepEveryMs)
  const tidier = setInterval(() => void tidy(), tidyEveryMs)
  globalThis.parleyStopBackground = async () => {
    clearInterval(sweeper)
    clearInterval(tidier)
    await worker.stop()
  }
}

async function tidy(): Promise<void> {
  await Promise.all([sweepReservations(), sweepCounts()]).catch((error: unknown) => log.error('reservations could not be swept', error))
}
