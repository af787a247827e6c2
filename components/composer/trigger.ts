/** A `#` that is being written, and what follows it so far. Offsets are those of the text, [start, end). */
export interface Trigger {
  readonly start: number
  readonly end: number
  readonly search: string
}

/** At the beginning, behind a space, or behind Chinese, where nobody writes spaces; an input method may make the sign wide. */
const pattern = /(?:^|[\s\p{Script=Han}]|(?![#＃])\p{P})([#＃]([^\s#＃]{0,60}))$/u

/** The `#` that the cursor is at the end of. */
export function triggerAt(text: string, cursor: number): Trigger | null {
  const found = pattern.exec(text.slice(Math.max(0, cursor - 70), cursor))
  const [, written = '', search = ''] = found ?? []
  return found === null ? null : { start: cursor - written.length, end: cursor, search }
}
