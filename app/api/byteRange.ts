/** A part of a file in bytes, from `start` up to `end`. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * The one part of `size` bytes that a Range header asks for (RFC 9110, section 14). Undefined asks for the whole: no header, several
 * parts, or one that cannot be read, all of which a server may answer so. Null for a part that is not there.
 */
export function byteRange(header: string | null, size: number): ByteRange | null | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  // `-500` is the last 500 bytes.
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  return start >= end ? null : { start, end }
}
