/**
 * A piece of an RTF file: a control word with its number (`\par`, `\u-3913`), a control symbol (`\~`), the beginning or end of a group,
 * or characters, one for each byte.
 */
export type RtfToken = { type: 'word'; word: string; value: number | undefined } | { type: 'symbol'; symbol: string } | { type: 'open' } | { type: 'close' } | { type: 'bytes'; bytes: string }

const word = /\\([a-z]{1,32})(-?\d{1,10})? ?/iy
const plain = /[^\\{}\r\n]+/y
const hex = /\\'([\da-f]{2})/iy

/** The pieces of an RTF file (version 1.9.1), read as Latin-1: whatever its text is in, its marks are ASCII. */
export function* rtfTokens(source: string): Generator<RtfToken> {
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (found !== null) at = pattern.lastIndex
    return found
  }
  while (at < source.length) {
    const character = source[at]
    if (character === '{' || character === '}') {
      at += 1
      yield character === '{' ? { type: 'open' } : { type: 'close' }
    } else if (character === '\r' || character === '\n') at += 1
    else if (character !== '\\') yield { type: 'bytes', bytes: match(plain)?.[0] ?? '' }
    else {
      const byte = match(hex)?.[1]
      const control = byte === undefined ? match(word) : null
      if (byte !== undefined) yield { type: 'bytes', bytes: String.fromCharCode(Number.parseInt(byte, 16)) }
      else if (control === null) {
        yield { type: 'symbol', symbol: source.charAt(at + 1) }
        at += 2
      } else {
        const value = control[2] === undefined ? undefined : Number(control[2])
        yield { type: 'word', word: control[1] ?? '', value }
        // Raw bytes of a picture, which may look like anything.
        if (control[1] === 'bin') at += Math.max(0, value ?? 0)
      }
    }
  }
}
