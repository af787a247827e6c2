'use client'

import { useSyncExternalStore } from 'react'

const query = '(min-width: 64rem)'

const subscribe = (onChange: () => void): (() => void) => {
  const list = matchMedia(query)
  list.addEventListener('change', onChange)
  return () => list.removeEventListener('change', onChange)
}

/** Whether there is room for two columns of text (64rem); the server does not know and says no. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  )
}
