import { useSyncExternalStore } from 'react'
import { v4 } from 'uuid'
import { isRecord, isText, parsed } from '@/components/api/json'

/** Why a file is not there, in words of the page, or in the server's sentence. */
export type Problem = { readonly reason: 'unsupported' | 'image' | 'empty' | 'tooLarge' | 'tooMany' | 'offline' } | { readonly reason: 'refused'; readonly message: string }

/** A file that waits in the composer for its question. */
export interface Waiting {
  /** Of this page; the server's id comes with the upload. */
  readonly key: string
  readonly id: string | null
  readonly name: string
  readonly size: number
  readonly kind: 'document' | 'image'
  readonly state: 'sending' | 'reading' | 'ready' | 'failed'
  /** Bytes. */
  readonly sent: number
  readonly problem: Problem | null
  /** Set while it is known to this page: it can be sent again. */
  readonly file: File | null
  /** The address of an image's picture. */
  readonly preview: string | null
}

/** What is kept through a reload, for this tab alone, as a file goes with one question: files that the server has. */
type Kept = Pick<Waiting, 'name' | 'size' | 'kind'> & { readonly id: string }

const isKept = (value: unknown): value is Kept => isRecord(value) && isText(value['id']) && isText(value['name']) && typeof value['size'] === 'number' && (value['kind'] === 'document' || value['kind'] === 'image')

const none: readonly Waiting[] = []
const lists = new Map<string, readonly Waiting[]>()
const readers = new Set<() => void>()
const keyOf = (conversationId: string | null): string => `parley.attachments.${conversationId ?? 'new'}`
const draftKey = 'parley.attachmentDraft'

function read(key: string): readonly Waiting[] {
  const known = lists.get(key)
  if (known !== undefined) return known
  const stored = parsed(sessionStorage.getItem(key) ?? '')
  const kept = Array.isArray(stored) ? stored.filter(isKept) : []
  const list = kept.map((file): Waiting => ({ ...file, key: file.id, state: file.kind === 'image' ? 'ready' : 'reading', sent: file.size, problem: null, file: null, preview: file.kind === 'image' ? `/api/attachments/${file.id}` : null }))
  lists.set(key, list)
  return list
}

/** Changes the list of a chat, and tells those who show it. */
export function changeWaiting(conversationId: string | null, change: (list: readonly Waiting[]) => readonly Waiting[]): void {
  const key = keyOf(conversationId)
  const before = read(key)
  const list = change(before)
  lists.set(key, list)
  // The browser holds the file of a picture until it is told.
  for (const { preview } of before) if (preview?.startsWith('blob:') === true && !list.some((file) => file.preview === preview)) URL.revokeObjectURL(preview)
  const kept = list.flatMap(({ id, name, size, kind }) => (id === null ? [] : [{ id, name, size, kind }]))
  try {
    if (kept.length === 0) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(kept))
    // After its question was sent, or its files were removed, what comes next is of another chat.
    if (conversationId === null && list.length === 0) sessionStorage.removeItem(draftKey)
  } catch {
    // The storage is full or forbidden; the list lives as long as the page.
  }
  for (const reader of readers) reader()
}

/** Changes one file of a chat, if it is still there. */
export function changeOne(conversationId: string | null, key: string, patch: Partial<Waiting>): void {
  changeWaiting(conversationId, (list) => list.map((file) => (file.key === key ? { ...file, ...patch } : file)))
}

/** What names the files of a new chat until it is a conversation; another one for each chat. */
export function draftId(): string {
  const known = sessionStorage.getItem(draftKey)
  if (known !== null) return known
  const made = v4()
  sessionStorage.setItem(draftKey, made)
  return made
}

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}

const isPending = ({ state }: Waiting): boolean => state === 'sending' || state === 'reading'

/** The files of a chat once none of them is on its way or being read. @throws the reason of `signal` when that is aborted. */
export async function settledWaiting(conversationId: string | null, signal: AbortSignal): Promise<readonly Waiting[]> {
  for (;;) {
    signal.throwIfAborted()
    const list = read(keyOf(conversationId))
    if (!list.some(isPending)) return list
    const { promise, resolve } = Promise.withResolvers<void>()
    const unsubscribe = subscribe(resolve)
    signal.addEventListener('abort', () => resolve(), { once: true })
    await promise.finally(unsubscribe)
  }
}

/** The files that wait in the composer of a chat, kept through reloads. */
export function useWaiting(conversationId: string | null): readonly Waiting[] {
  return useSyncExternalStore(
    subscribe,
    () => read(keyOf(conversationId)),
    () => none,
  )
}
