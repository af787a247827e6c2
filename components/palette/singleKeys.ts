import { useSyncExternalStore } from 'react'

const key = 'parley.singleKeys'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether shortcuts of a single key work in this browser: somebody who dictates, or whose hand rests on the keys, turns them off. */
export const areSingleKeysOn = (): boolean => localStorage.getItem(key) !== 'off'

function choose(isOn: boolean): void {
  if (isOn) localStorage.removeItem(key)
  else localStorage.setItem(key, 'off')
  for (const listener of listeners) listener()
}

export function useSingleKeys(): [boolean, (isOn: boolean) => void] {
  return [useSyncExternalStore(subscribe, areSingleKeysOn, () => true), choose]
}
