import { useCallback, useSyncExternalStore } from 'react'

/** What is kept of a question that is being written: its words, and what it names with `#`; of one that is written anew: its words. */
export type Kept = 'draft' | 'named' | 'edit'

const keyOf = (kept: Kept, id: string | null): string => `parley.${kept}.${id ?? 'new'}`

const drafts = new Map<string, string>()
const listeners = new Set<() => void>()

function read(key: string): string {
  const known = drafts.get(key) ?? localStorage.getItem(key) ?? ''
  drafts.set(key, known)
  return known
}

function write(key: string, text: string): void {
  drafts.set(key, text)
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // The storage is full or forbidden; the draft lives as long as the page.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The text in the composer, or what it names, kept per conversation until it is sent, through reloads too; so are the new words of a question. */
export function useDraft(id: string | null, kept: Kept = 'draft'): [string, (text: string) => void] {
  const key = keyOf(kept, id)
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => '',
  )
  return [text, useCallback((next: string) => write(key, next), [key])]
}

/** Forgets the draft of a conversation that is gone. */
export function dropDraft(conversationId: string): void {
  for (const kept of ['draft', 'named'] as const) write(keyOf(kept, conversationId), '')
}
