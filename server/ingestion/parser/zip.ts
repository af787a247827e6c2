import { once } from 'node:events'
import { createInflateRaw } from 'node:zlib'
import { UnreadableFile } from '@/server/ingestion/parser/reading'
import { log } from '@/server/log'

/** What an archive may hold before it is refused. Sizes are counted while inflating, never believed. */
export const zipLimits = {
  entries: 10_000,
  /** Bytes, inflated, of all that is read. */
  inflatedBytes: 500_000_000,
  /** How many times its own size an archive may inflate to … */
  ratio: 100,
  /** … once it inflates to more than this many bytes: small documents compress well. */
  ratioFloorBytes: 10_000_000,
} as const

/** What people call the files that are archives inside. */
export type ArchiveKind = 'Word' | 'PowerPoint' | 'Excel' | 'OpenDocument' | 'EPUB' | 'ZIP'

/** An entry of the central directory. */
type Entry = { name: string; method: number; compressedSize: number; headerOffset: number; flags: number }

const signatures = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 } as const
const endSize = 22
const maxComment = 65_535

/** A file that is not whole, or a part of one. */
class DamagedFile extends UnreadableFile {}

/** An archive whose directory is whole and whose names are safe. Its entries are inflated when they are read, each time within what is left of its limits. */
export class Archive {
  readonly kind: ArchiveKind
  readonly #archive: Buffer
  readonly #entries = new Map<string, Entry>()
  /** Bytes that may still be inflated. */
  #remaining: number

  /** @throws UnreadableFile */
  constructor(bytes: Uint8Array, kind: ArchiveKind) {
    this.#archive = bufferOf(bytes)
    this.kind = kind
    this.#remaining = Math.min(zipLimits.inflatedBytes, Math.max(zipLimits.ratioFloorBytes, zipLimits.ratio * bytes.length))
    for (const entry of readEntries(this.#archive)) {
      if (entry === undefined) throw this.damaged()
      if (this.#entries.size >= zipLimits.entries) throw this.#tooLarge()
      if (isUnsafe(entry.name) || this.#entries.has(entry.name)) throw this.unsafe()
      if ((entry.flags & 1) === 1) throw this.encrypted()
      this.#entries.set(entry.name, entry)
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()]
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** The bytes of an entry as they are inflated; none when there is no such entry. @throws UnreadableFile */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name)
    if (entry === undefined) return
    for await (const part of this.#inflate(this.#packed(entry), entry.method)) {
      this.#remaining -= part.length
      if (this.#remaining < 0) throw this.#tooLarge()
      yield part
    }
  }

  /** A whole entry, or undefined when there is none. @throws UnreadableFile */
  async bytes(name: string): Promise<Buffer | undefined> {
    if (!this.has(name)) return undefined
    const parts: Buffer[] = []
    for await (const part of this.read(name)) parts.push(part)
    return Buffer.concat(parts)
  }

  /** The refusal of a file that is not whole. */
  damaged(cause?: unknown): UnreadableFile {
    return new DamagedFile(`This ${this.kind} file is damaged or incomplete; open it, save it again and upload the copy`, { cause })
  }

  encrypted(): UnreadableFile {
    return new UnreadableFile(`This ${this.kind} file is password-protected; remove the password and upload it again`)
  }

  /** The refusal of a file that no program makes. */
  unsafe(): UnreadableFile {
    return new UnreadableFile(`This ${this.kind} file is built in a way that is not safe to read; open it, save it again and upload the copy`)
  }

  #tooLarge(): UnreadableFile {
    return new UnreadableFile(`This ${this.kind} file inflates to far more than it should; save its text as a new document and upload that`)
  }

  #packed({ headerOffset, compressedSize }: Entry): Buffer {
    if (headerOffset + 30 > this.#archive.length || this.#archive.readUInt32LE(headerOffset) !== signatures.local) throw this.damaged()
    const start = headerOffset + 30 + this.#archive.readUInt16LE(headerOffset + 26) + this.#archive.readUInt16LE(headerOffset + 28)
    const data = this.#archive.subarray(start, start + compressedSize)
    if (data.length < compressedSize) throw this.damaged()
    return data
  }

  async *#inflate(data: Buffer, method: number): AsyncGenerator<Buffer> {
    if (method === 0) return yield data
    if (method !== 8) throw this.damaged()
    const inflater = createInflateRaw()
    inflater.end(data)
    try {
      for await (const part of inflater) if (Buffer.isBuffer(part)) yield part
    } catch (cause) {
      throw this.damaged(cause)
    } finally {
      if (!inflater.closed) {
        inflater.destroy()
        await once(inflater, 'close')
      }
    }
  }
}

/**
 * Looks through every entry of an archive before a package is given it that inflates by itself: what all inflate to, and that no XML
 * part declares a document type or an entity. A picture that cannot be inflated is let pass: the text does not need it.
 * @throws UnreadableFile
 */
export async function checkZip(bytes: Uint8Array, kind: ArchiveKind): Promise<void> {
  const archive = new Archive(bytes, kind)
  for (const name of archive.names) {
    const isXml = /\.(xml|rels)$/i.test(name)
    let carry = ''
    try {
      for await (const part of archive.read(name)) {
        if (!isXml) continue
        const text = carry + part.toString('latin1')
        if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw archive.unsafe()
        carry = text.slice(-10)
      }
    } catch (error) {
      if (isXml || !(error instanceof DamagedFile)) throw error
    }
  }
}

/** What is read from a part, or undefined when it is damaged: the other parts are still worth having. A bomb is refused all the same. */
export async function unlessDamaged<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error
    log.error('part damaged', error)
    return undefined
  }
}

/** The names in an archive, for telling what it is; none when its directory cannot be read. */
export function entryNames(bytes: Uint8Array): string[] {
  const names: string[] = []
  for (const entry of readEntries(bufferOf(bytes))) {
    if (entry === undefined || names.length >= zipLimits.entries) break
    names.push(entry.name)
  }
  return names
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * The entries of the central directory, and undefined where it is broken. It must fill the archive from where the end record says to that
 * record itself: readers of archives differ in what they make of gaps, counts and 64-bit records, and what is checked here must be what they read.
 */
function* readEntries(archive: Buffer): Generator<Entry | undefined> {
  const end = findEnd(archive)
  if (end === undefined) return yield undefined
  let at = archive.readUInt32LE(end + 16)
  if (at + archive.readUInt32LE(end + 12) !== end || archive.readUInt32LE(end + 4) !== 0) return yield undefined
  while (at < end) {
    if (at + 46 > end || archive.readUInt32LE(at) !== signatures.entry) return yield undefined
    const nameLength = archive.readUInt16LE(at + 28)
    yield {
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      flags: archive.readUInt16LE(at + 8),
      method: archive.readUInt16LE(at + 10),
      compressedSize: archive.readUInt32LE(at + 20),
      headerOffset: archive.readUInt32LE(at + 42),
    }
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
}

/** Where the end record stands: the last one, behind which only a comment may follow. */
function findEnd(archive: Buffer): number | undefined {
  for (let at = archive.length - endSize; at >= Math.max(0, archive.length - endSize - maxComment); at -= 1) {
    if (archive.readUInt32LE(at) === signatures.end) return at
  }
  return undefined
}

function isUnsafe(name: string): boolean {
  return /^[/\\]|^[a-z]:/i.test(name) || name.includes('\0') || name.split(/[/\\]/).includes('..')
}
