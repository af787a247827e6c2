import { useSyncExternalStore } from 'react'

/** What sends a question: Enter, or Ctrl+Enter (⌘ on a Mac), where Enter breaks the line. Kept in this browser. */
export const sendKeys = ['enter', 'ctrlEnter'] as const
export type SendKey = (typeof sendKeys)[number]

const storageKey = 'parley.sendKey'
const readers = new Set<() => void>()

const read = (): SendKey => (localStorage.getItem(storageKey) === 'ctrlEnter' ? 'ctrlEnter' : 'enter')

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}

function choose(key: SendKey): void {
  localStorage.setItem(storageKey, key)
  for (const reader of readers) reader()
}

export function useSendKey(): [SendKey, (key: SendKey) => void] {
  return [useSyncExternalStore(subscribe, read, () => 'enter' as const), choose]
}

interface Pressed {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Whether a key that was pressed in the composer sends. */
export function sends({ key, shiftKey, ctrlKey, metaKey }: Pressed, by: SendKey): boolean {
  if (key !== 'Enter' || shiftKey) return false
  return by === 'enter' || ctrlKey || metaKey
}
