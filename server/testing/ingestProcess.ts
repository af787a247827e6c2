// A worker in a process of its own, to be killed: takes jobs of DATABASE_URL with the files of DATA_DIR until it dies.
import { purge } from '@/server/ingestion/purge'
import { ingestAndSettle } from '@/server/ingestion/settleIndex'
import { startWorker } from '@/server/jobs/worker'

startWorker({ ingest: ingestAndSettle, purge })
