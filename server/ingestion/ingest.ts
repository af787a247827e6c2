import { z } from 'zod'
import { type Recipe, versionsAlike } from '@/server/documents/attempts'
import { db } from '@/server/database'
import { documentStateTable } from '@/server/documents/schema'
import { discardUnused } from '@/server/documents/service'
import * as versions from '@/server/documents/versions'
import { AppError, type ErrorKind, publicError } from '@/server/errors'
import { handChangesOf } from '@/server/ingestion/handChangesOf'
import { indexVersion } from '@/server/ingestion/indexVersion'
import { Ledger } from '@/server/ingestion/ledger'
import { recipeOf } from '@/server/ingestion/recipe'
import { unlessStill } from '@/server/ingestion/standstill'
import { writeVersion } from '@/server/ingestion/writeVersion'
import * as jobs from '@/server/jobs/queue'
import { log } from '@/server/log'
import { vectors } from '@/server/vectors/store'

/** Trying again cannot help these: the file is what it is. */
const permanentKinds: readonly ErrorKind[] = ['invalid', 'unsupported', 'too_large']
/** An attempt in which nothing moves for so long is broken off and tried again. */
const defaultStandstillMs = 3 * 60_000

/** Where the file lies when the document's row does not say it any more. */
const payloadSchema = z.object({ storageKey: z.string() }).partial()

interface Options {
  readonly standstillMs?: number
}

/**
 * The job of a document: parse, chunk, embed, index, then make the new version the active one in a single update.
 * Until then the old version answers. A crash at any point leaves a version that nobody reads; the next attempt takes over what was
 * embedded for it, and sweeps it.
 */
export async function ingest(job: jobs.Job, signal: AbortSignal, { standstillMs = defaultStandstillMs }: Options = {}): Promise<void> {
  const document = await versions.find(job.subjectId)
  if (document === null) return clear(job)
  let ledger: Ledger | undefined
  try {
    // A document that is no longer live was switched by an attempt that died before it could sweep.
    if (documentStateTable[document.state].isLive) {
      const recipe = recipeOf(document)
      const account = await Ledger.open(document, job.attempt, recipe)
      ledger = account
      const reason = () => new AppError('unavailable', `Nothing moved for ${Math.round(standstillMs / 60_000)} minutes; check the embedding service, or try again`)
      await unlessStill(
        (untilStill, moved) => {
          account.onMove = moved
          return make(job, document, { recipe, ledger: account, signal: untilStill })
        },
        { signal, afterMs: standstillMs, reason },
      )
    }
    await sweep(job, document)
    await jobs.finish(job)
  } catch (error) {
    await giveBack(job, document, { signal, error, ledger })
  }
}

/** The document is gone, or its index. One that was uploaded while its base was deleted went with the base, and nobody queued a purge for it. */
async function clear(job: jobs.Job): Promise<void> {
  const { storageKey } = payloadSchema.parse(job.payload)
  if (storageKey !== undefined) await discardUnused({ storageKey })
  await jobs.finish(job)
}

interface Making {
  readonly recipe: Recipe
  readonly ledger: Ledger
  readonly signal: AbortSignal
}

/** Writes the version of this attempt beside the active one and switches to it. @throws when the job was lost meanwhile. */
async function make(job: jobs.Job, document: versions.Source, { recipe, ledger, signal }: Making): Promise<void> {
  if (jobs.isExhausted(job)) throw new AppError('internal', 'Reading this document was broken off again and again; split it, or try again')
  const { id, activeVersion } = document
  const version = job.attempt
  const alike = await versionsAlike({ indexedDocumentId: id, version }, recipe)
  const write = async (): Promise<() => Promise<boolean>> => {
    // In an index that is being built it is read again because something was changed by hand in the one that is searched.
    if (alike.includes(activeVersion) && !(await isBeingBuilt(document))) {
      // Reading it again would give the same: only its rows of the index are written anew, from what SQL says, edits included.
      await indexVersion(document, activeVersion, signal, { ledger, alike: [] })
      return () => versions.keep(id, [ledger.done([])])
    }
    const handChanges = await handChangesOf(document.documentId)
    const facts = await writeVersion({ document, version, handChanges }, signal, ledger)
    await indexVersion(document, version, signal, { ledger, alike: handChanges.length === 0 ? alike : [] })
    return () => versions.activate(id, version, facts, [ledger.done(facts.warnings)])
  }
  const switchOver = await write()
  signal.throwIfAborted()
  if (!(await jobs.heartbeat(job)) || !(await switchOver())) throw new Error('the job was lost')
  log.info('document ready', { documentId: document.documentId, version })
}

const isBeingBuilt = async ({ indexId }: versions.Source): Promise<boolean> => (await db.knowledgeIndex.count({ where: { id: indexId, state: 'building' } })) > 0

/**
 * Removes the rows and vectors of every version up to this attempt's but the active one. Those of later attempts belong to another
 * worker, which has taken the job over while this one slept. Of a document that is gone nothing stays.
 */
async function sweep(job: jobs.Job, { id, documentId, indexId, space, storageKey }: versions.Source, { keepsVectors = false } = {}): Promise<void> {
  const current = await versions.find(id)
  const exceptVersion = current?.activeVersion ?? 0
  if (!keepsVectors || current === null) await (await vectors()).remove(space, { indexId, documentIds: [documentId], exceptVersion, upToVersion: job.attempt })
  await versions.sweep(id, { exceptVersion, upToVersion: job.attempt })
  if (current === null) await discardUnused({ storageKey })
}

interface End {
  readonly signal: AbortSignal
  readonly error: unknown
  readonly ledger: Ledger | undefined
}

/** What becomes of a job that did not reach its end: the next worker's when this one goes down, another attempt, or a failure with its reason. */
async function giveBack(job: jobs.Job, document: versions.Source, { signal, error, ledger }: End): Promise<void> {
  // Not ours: cancelled, deleted, or taken over. Nothing more is said of the document by this worker.
  const isOurs = await jobs.heartbeat(job)
  const { kind, message, retryAfter } = publicError(error)
  const isFailure = !signal.aborted && (permanentKinds.includes(kind) || !jobs.hasAttemptsLeft(job))
  // What cannot be swept now, the upkeep finds later: the job has to end.
  const keepsVectors = isOurs && !isFailure
  await sweep(job, document, { keepsVectors }).catch((cause: unknown) => log.error('an attempt could not be swept', cause, { indexedDocumentId: job.subjectId }))
  if (!isOurs) {
    // Where it was cancelled, that closed the account.
    await ledger?.close('interrupted')
  } else if (signal.aborted) {
    await ledger?.close('interrupted')
    await jobs.release(job)
  } else if (isFailure) {
    log.error('document failed', error, { indexedDocumentId: job.subjectId, attempt: job.attempt })
    await ledger?.close('failed', message)
    await versions.fail(job.subjectId, message)
    await jobs.fail(job)
  } else {
    log.warn('document will be tried again', { indexedDocumentId: job.subjectId, attempt: job.attempt, kind })
    await ledger?.close(kind === 'rate_limited' ? 'interrupted' : 'failed', message)
    await versions.wait(job.subjectId, message)
    await jobs.postpone(job, { atLeastMs: (retryAfter ?? 0) * 1_000, isProgress: ledger?.hasEmbedded ?? false })
  }
}
