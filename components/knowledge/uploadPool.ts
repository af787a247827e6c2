import { acceptedExtensions } from '@/server/documents/facts'

/** How many files are on their way at once: more only compete for the same line. */
export const parallelUploads = 3

/** Why a file is not there, and whether sending the same file again can help. */
export const uploadFailures = {
  unsupported: { canRetry: false },
  tooLarge: { canRetry: false },
  empty: { canRetry: false },
  offline: { canRetry: true },
  refused: { canRetry: true },
} as const satisfies Record<string, { canRetry: boolean }>

export interface UploadFailure {
  readonly reason: keyof typeof uploadFailures
  /** What the server said; empty when it was not asked. */
  readonly message: string
}

export interface Sendable {
  readonly name: string
  /** Bytes. */
  readonly size: number
}

/** One file on its way. A finished one leaves the pool: from then on its document tells the story. */
export interface Upload<F extends Sendable> {
  readonly id: string
  readonly knowledgeBaseId: string
  readonly file: F
  readonly state: 'waiting' | 'sending' | 'failed'
  /** Bytes. */
  readonly sent: number
  /** The server takes no more files at the moment; it is sent again by itself. */
  readonly isHeld: boolean
  readonly failure: UploadFailure | null
}

export interface UploadPool<F extends Sendable> {
  /** In the order in which they were added. */
  readonly uploads: readonly Upload<F>[]
  /** Files that arrived since the pool was last idle, by base: what "12 of 40" counts. */
  readonly done: Readonly<Record<string, number>>
  /** How many of these were there already, with the same bytes. */
  readonly known: Readonly<Record<string, number>>
}

export type UploadEvent<F extends Sendable> =
  | { type: 'added'; knowledgeBaseId: string; files: readonly { id: string; file: F }[]; maxBytes: number }
  | { type: 'started'; id: string }
  | { type: 'progressed'; id: string; sent: number }
  | { type: 'held'; id: string }
  | { type: 'arrived'; id: string; isKnown: boolean }
  | { type: 'knownDismissed'; knowledgeBaseId: string }
  | { type: 'failed'; id: string; failure: UploadFailure }
  | { type: 'retried'; id: string }
  | { type: 'dismissed'; id: string }

export const emptyPool = { uploads: [], done: {}, known: {} } as const satisfies UploadPool<Sendable>

/** With its dot, in lower case; '' for none. */
export const extensionOf = (name: string): string => /\.[^.]*$/.exec(name)?.[0].toLowerCase() ?? ''

/** What can be known before a byte is sent. */
export function checkFile({ name, size }: Sendable, maxBytes: number): UploadFailure | null {
  if (!acceptedExtensions.includes(extensionOf(name))) return { reason: 'unsupported', message: '' }
  if (size === 0) return { reason: 'empty', message: '' }
  if (size > maxBytes) return { reason: 'tooLarge', message: '' }
  return null
}

/** The pool after an event. An event about a file that is no longer there changes nothing: its request outlived it. */
export function step<F extends Sendable>(pool: UploadPool<F>, event: UploadEvent<F>): UploadPool<F> {
  switch (event.type) {
    case 'added':
      return add(pool, event)
    case 'started':
      return change(pool, event.id, { state: 'sending', sent: 0 })
    case 'progressed':
      return change(pool, event.id, { sent: event.sent, isHeld: false })
    case 'held':
      return change(pool, event.id, { sent: 0, isHeld: true })
    case 'failed':
      return change(pool, event.id, { state: 'failed', failure: event.failure })
    case 'retried':
      return change(pool, event.id, { state: 'waiting', sent: 0, failure: null })
    case 'dismissed':
      return { ...pool, uploads: pool.uploads.filter((upload) => upload.id !== event.id) }
    case 'arrived':
      return arrive(pool, event)
    case 'knownDismissed':
      return { ...pool, known: { ...pool.known, [event.knowledgeBaseId]: 0 } }
  }
}

function add<F extends Sendable>(pool: UploadPool<F>, { knowledgeBaseId, files, maxBytes }: UploadEvent<F> & { type: 'added' }): UploadPool<F> {
  const added = files.map(({ id, file }): Upload<F> => {
    const failure = checkFile(file, maxBytes)
    return { id, knowledgeBaseId, file, state: failure === null ? 'waiting' : 'failed', sent: 0, isHeld: false, failure }
  })
  const isIdle = !pool.uploads.some((upload) => upload.knowledgeBaseId === knowledgeBaseId && upload.state !== 'failed')
  const uploads = [...pool.uploads, ...added]
  return isIdle ? { uploads, done: { ...pool.done, [knowledgeBaseId]: 0 }, known: { ...pool.known, [knowledgeBaseId]: 0 } } : { ...pool, uploads }
}

function change<F extends Sendable>(pool: UploadPool<F>, id: string, patch: Partial<Upload<F>>): UploadPool<F> {
  return { ...pool, uploads: pool.uploads.map((upload) => (upload.id === id ? { ...upload, ...patch } : upload)) }
}

function arrive<F extends Sendable>(pool: UploadPool<F>, { id, isKnown }: UploadEvent<F> & { type: 'arrived' }): UploadPool<F> {
  const upload = pool.uploads.find((candidate) => candidate.id === id)
  if (upload === undefined) return pool
  const { knowledgeBaseId } = upload
  return {
    uploads: pool.uploads.filter((other) => other !== upload),
    done: { ...pool.done, [knowledgeBaseId]: (pool.done[knowledgeBaseId] ?? 0) + 1 },
    known: { ...pool.known, [knowledgeBaseId]: (pool.known[knowledgeBaseId] ?? 0) + (isKnown ? 1 : 0) },
  }
}

/** The files whose turn it is: the first that wait, as long as there is a free place. */
export function nextUploads<F extends Sendable>({ uploads }: UploadPool<F>): Upload<F>[] {
  const free = parallelUploads - uploads.filter((upload) => upload.state === 'sending').length
  return uploads.filter((upload) => upload.state === 'waiting').slice(0, Math.max(0, free))
}
