import { sweepAnswers } from '@/server/chat/sweepAnswers'
import { purge } from '@/server/ingestion/purge'
import { ingestAndSettle } from '@/server/ingestion/settleIndex'
import { startWorker } from '@/server/jobs/worker'
import { log } from '@/server/log'
import { resealKeys } from '@/server/models/keys/sealed'
import { upkeepChore } from '@/server/upkeep/chore'

const sweepEveryMs = 2_000

declare global {
  /** Ends the background work of this process; set by startBackground, called by scripts/serve.ts. */
  var parleyStopBackground: (() => Promise<void>) | undefined
}

/** Starts what a server process does beside answering requests. Once a process: a development reload changes nothing. */
export function startBackground(): void {
  if (globalThis.parleyStopBackground !== undefined) return
  void resealKeys().catch((error: unknown) => log.error('provider keys could not be sealed again', error))
  const worker = startWorker({ ingest: ingestAndSettle, purge }, [upkeepChore])
  const sweeper = setInterval(() => void sweepAnswers(), sweepEveryMs)
  globalThis.parleyStopBackground = async () => {
    clearInterval(sweeper)
    await worker.stop()
  }
}
