import { useCallback, useSyncExternalStore } from 'react'

const key = 'parley.openFolders'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const read = (): string => localStorage.getItem(key) ?? ''

/** The folders that are open in this browser. */
export function useOpenFolders(): { isOpen: (id: string) => boolean; toggle: (id: string) => void } {
  const kept = useSyncExternalStore(subscribe, read, () => '')
  const toggle = useCallback((id: string) => {
    const open = new Set(read().split(' ').filter(Boolean))
    if (!open.delete(id)) open.add(id)
    localStorage.setItem(key, [...open].join(' '))
    for (const listener of listeners) listener()
  }, [])
  return { isOpen: (id) => kept.split(' ').includes(id), toggle }
}
