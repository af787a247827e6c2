'use client'

import { useSyncExternalStore } from 'react'

export const readerViews = ['original', 'text'] as const
export type ReaderView = (typeof readerViews)[number]

const key = 'parley.readerView'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // Another tab of this browser.
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

const chosen = (): ReaderView => readerViews.find((view) => view === localStorage.getItem(key)) ?? 'original'

function choose(view: ReaderView): void {
  localStorage.setItem(key, view)
  for (const listener of listeners) listener()
}

/** How this browser shows documents that have a look of their own: as they look, or as the text that was read from them. */
export function useReaderView(): [ReaderView, (view: ReaderView) => void] {
  return [useSyncExternalStore(subscribe, chosen, () => 'original'), choose]
}
