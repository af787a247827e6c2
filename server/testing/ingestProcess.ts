// A worker in a process of its own, to be killed: takes jobs of DATABASE_URL with the files of DATA_DIR until it dies. With `upsert 3`
// as arguments it kills itself when it is about to write to the vector store for the third time; `remove 1`: to remove from it at all.
import { z } from 'zod'
import { purge } from '@/server/ingestion/purge'
import { ingestAndSettle } from '@/server/ingestion/settleIndex'
import { startWorker } from '@/server/jobs/worker'
import { vectors } from '@/server/vectors/store'

const [verb, turn] = z.tuple([z.enum(['upsert', 'remove']), z.coerce.number()]).or(z.tuple([])).parse(process.argv.slice(2))

if (verb !== undefined) {
  const store = await vectors()
  let calls = 0
  const dying = <Given extends unknown[], T>(call: (...given: Given) => T) => (...given: Given): T => {
    calls += 1
    if (calls === turn) process.kill(process.pid, 'SIGKILL')
    return call(...given)
  }
  if (verb === 'upsert') store.upsert = dying(store.upsert.bind(store))
  else store.remove = dying(store.remove.bind(store))
}

startWorker({ ingest: ingestAndSettle, purge })
