'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { sendFile } from '@/components/knowledge/sendFile'
import { emptyPool, nextUploads, step, type Upload, type UploadEvent, type UploadPool } from '@/components/knowledge/uploadPool'

// The pool belongs to the tab, not to a page: who goes to the chat while files are on their way does not lose them.
let pool: UploadPool<File> = emptyPool
const readers = new Set<() => void>()
const abandon = new Map<string, () => void>()
let added = 0

const warnBeforeLeaving = (event: BeforeUnloadEvent): void => event.preventDefault()

function tell(event: UploadEvent<File>): void {
  pool = step(pool, event)
  for (const upload of nextUploads(pool)) start(upload)
  const isBusy = pool.uploads.some((upload) => upload.state !== 'failed')
  if (isBusy) window.addEventListener('beforeunload', warnBeforeLeaving)
  else window.removeEventListener('beforeunload', warnBeforeLeaving)
  for (const read of readers) read()
}

function start({ id, knowledgeBaseId, file }: Upload<File>): void {
  pool = step(pool, { type: 'started', id })
  const giveUp = sendFile({
    knowledgeBaseId,
    file,
    onProgress: (sent) => tell({ type: 'progressed', id, sent }),
    onHeld: () => tell({ type: 'held', id }),
    onEnd: (failure, isKnown) => {
      abandon.delete(id)
      tell(failure === null ? { type: 'arrived', id, isKnown } : { type: 'failed', id, failure })
    },
  })
  abandon.set(id, giveUp)
}

/** Puts files on their way to a base; those that cannot be accepted are in the pool as failed, with the reason. */
export function addUploads(knowledgeBaseId: string, files: readonly File[], maxBytes: number): void {
  tell({ type: 'added', knowledgeBaseId, files: files.map((file) => ({ id: `${(added += 1)}`, file })), maxBytes })
}

export function retryUpload(id: string): void {
  tell({ type: 'retried', id })
}

/** Takes a file out of the pool; one that is being sent is given up. */
export function dismissUpload(id: string): void {
  abandon.get(id)?.()
  abandon.delete(id)
  tell({ type: 'dismissed', id })
}

const subscribe = (read: () => void): (() => void) => {
  readers.add(read)
  return () => readers.delete(read)
}
const current = (): UploadPool<File> => pool
const onServer = (): UploadPool<File> => emptyPool

/** Forgets how many files of the last upload were there already. */
export function dismissKnown(knowledgeBaseId: string): void {
  tell({ type: 'knownDismissed', knowledgeBaseId })
}

/** The files that are on their way to a base, how many of them have arrived, and how many of these were there already. */
export function useUploads(knowledgeBaseId: string): { uploads: Upload<File>[]; doneCount: number; knownCount: number } {
  const { uploads, done, known } = useSyncExternalStore(subscribe, current, onServer)
  const own = useMemo(() => uploads.filter((upload) => upload.knowledgeBaseId === knowledgeBaseId), [uploads, knowledgeBaseId])
  return { uploads: own, doneCount: done[knowledgeBaseId] ?? 0, knownCount: known[knowledgeBaseId] ?? 0 }
}
