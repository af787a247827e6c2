export interface FetchedRange {
  readonly bytes: Uint8Array
  /** Of the whole file, in bytes. */
  readonly size: number
}

/** The bytes of a file from `begin` up to `end`, or up to its end; all of them where something in between knows no ranges. @throws when the file is not given. */
export async function fetchRange(url: URL, begin: number, end: number, signal: AbortSignal): Promise<FetchedRange> {
  const response = await fetch(url, { headers: { range: `bytes=${begin}-${end - 1}` }, signal })
  if (!response.ok) throw new Error(`The file was not given (${response.status})`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const [, size] = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? []
  return size === undefined ? { bytes: bytes.slice(begin), size: bytes.length } : { bytes, size: Number(size) }
}
