import { useEffect, useRef } from 'react'
import { shortcutFor, type ShortcutAction } from '@/components/palette/shortcuts'
import { areSingleKeysOn } from '@/components/palette/singleKeys'

/** Fetches what two keys open while the first of them is pressed: what is typed next is meant for it. What fails is fetched again when it is opened. */
function fetchAhead(): void {
  for (const fetching of [import('@/components/palette/Palette'), import('@/components/reading/FindBar')]) fetching.catch(() => undefined)
}

/** Does what is asked for by keys, anywhere in the window. A dialog that is open keeps all keys to itself. What `act` cannot do (false) is left to the browser. */
export function useShortcuts(act: (action: ShortcutAction) => boolean): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return
      if (event.key === 'Control' || event.key === 'Meta') fetchAhead()
      const action = shortcutFor(event, { isTyping: isTyping(event.target), hasSingleKeys: areSingleKeysOn() })
      if (action === undefined) return
      if (latest.current(action)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** In a menu letters move between its lines. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('[role="menu"]') !== null)
}
