/** What a shortcut does. */
export type ShortcutAction = 'palette' | 'newChat' | 'help' | 'composer' | 'copy' | 'sidebar' | 'find' | 'branches'

interface Shortcut {
  readonly action: ShortcutAction
  /** With Ctrl, or Cmd on a Mac. None of them is one that a browser needs, such as R, T, W, L or N, but for the search within a chat, which gives way when it is asked for twice. */
  readonly withModifier?: string
  /** A key by itself, while nobody types. */
  readonly single?: string
}

/** The table that the keys, and the sheet that lists them, are read from. A capital means Shift. */
export const shortcuts: readonly Shortcut[] = [
  { action: 'palette', withModifier: 'k' },
  { action: 'newChat', withModifier: 'O', single: 'n' },
  { action: 'composer', single: '/' },
  { action: 'find', withModifier: 'f' },
  { action: 'branches', withModifier: 'B' },
  { action: 'copy', single: 'c' },
  { action: 'sidebar', withModifier: 'b', single: '[' },
  { action: 'help', withModifier: '/', single: '?' },
]

export type Pressed = Pick<KeyboardEvent, 'key' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>

/** What a pressed key asks for; undefined for every other key, and for those that an input method takes. */
export function shortcutFor(event: Pressed, { isTyping, hasSingleKeys }: { isTyping: boolean; hasSingleKeys: boolean }): ShortcutAction | undefined {
  // 229: Safari says it of the key that ends a composition, when it is no longer one.
  if (event.isComposing || event.keyCode === 229 || event.altKey) return undefined
  if (event.ctrlKey || event.metaKey) return shortcuts.find(({ withModifier }) => withModifier !== undefined && isKey(withModifier, event))?.action
  if (isTyping || !hasSingleKeys) return undefined
  return shortcuts.find(({ single }) => single === event.key)?.action
}

/** Letters stand with or without Shift; on many keyboards a sign needs Shift, so that it is left open there. */
function isKey(wanted: string, { key, shiftKey }: Pressed): boolean {
  const isLetter = /^[a-z]$/i.test(wanted)
  return key.toLowerCase() === wanted.toLowerCase() && (!isLetter || shiftKey === (wanted !== wanted.toLowerCase()))
}
