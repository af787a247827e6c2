import * as versions from '@/server/documents/versions'
import { removeFile } from '@/server/files/store'
import * as jobs from '@/server/jobs/queue'
import { log } from '@/server/log'
import { remainsSchema } from '@/server/receipts/schema'
import * as receipts from '@/server/receipts/service'
import { vectors } from '@/server/vectors/store'

/** The job after a deletion: the rows are gone already, vectors and files follow. Repeating it does no harm. */
export async function purge(job: jobs.Job): Promise<void> {
  try {
    const remains = remainsSchema.parse(job.payload)
    const store = await vectors()
    for (const { space, indexId, documentIds } of remains.vectors) await store.remove(space, { indexId, ...(documentIds === undefined ? {} : { documentIds }) })
    for (const attempt of remains.attempts ?? []) await sweepAttempts(attempt)
    for (const key of remains.storageKeys) await removeFile(key)
    await jobs.finish(job, remains.receiptId === undefined ? [] : receipts.purged(remains.receiptId))
  } catch (error) {
    log.error('what was deleted could not be purged', error, { jobId: job.id, attempt: job.attempt })
    await (jobs.hasAttemptsLeft(job) ? jobs.postpone(job) : jobs.fail(job))
  }
}

/** Removes what attempts up to one left, but for the version that is searched. Of a document that is gone another purge takes everything. */
async function sweepAttempts({ indexedDocumentId, upToVersion }: { indexedDocumentId: string; upToVersion: number }): Promise<void> {
  const entry = await versions.find(indexedDocumentId)
  if (entry === null) return
  const { space, indexId, documentId, activeVersion } = entry
  await (await vectors()).remove(space, { indexId, documentIds: [documentId], exceptVersion: activeVersion, upToVersion })
  await versions.sweep(indexedDocumentId, { exceptVersion: activeVersion, upToVersion })
}
