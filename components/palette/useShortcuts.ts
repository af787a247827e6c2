import { useEffect, useRef } from 'react'
import { shortcutFor, type ShortcutAction } from '@/components/palette/shortcuts'
import { areSingleKeysOn } from '@/components/palette/singleKeys'

/** Does what is asked for by keys, anywhere in the window. A dialog that is open keeps all keys to itself. What `act` cannot do (false) is left to the browser. */
export function useShortcuts(act: (action: ShortcutAction) => boolean): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return
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
