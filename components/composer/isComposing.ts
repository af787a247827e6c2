import type { KeyboardEvent } from 'react'

/** Safari ends a composition before it sends the Enter that ended it; the key code 229 still tells. */
const composingKeyCode = 229

/** True when the key belongs to an input method that is composing: its Enter picks a candidate and sends nothing. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === composingKeyCode
}
