import { useCallback, useSyncExternalStore } from 'react'

const keyOf = (conversationId: string | null): string => `parley.draft.${conversationId ?? 'new'}`

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

/** The text in the composer, kept per conversation until it is sent, through reloads too. */
export function useDraft(conversationId: string | null): [string, (text: string) => void] {
  const key = keyOf(conversationId)
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => '',
  )
  return [text, useCallback((next: string) => write(key, next), [key])]
}

/** Forgets the draft of a conversation that is gone. */
export const dropDraft = (conversationId: string): void => write(keyOf(conversationId), '')
