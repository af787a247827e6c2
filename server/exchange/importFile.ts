import type { Actor } from '@/server/auth/actor'
import { AppError } from '@/server/errors'
import { importConversations } from '@/server/exchange/importConversations'
import type { ImportResult } from '@/server/exchange/schema'
import { UnreadableFile } from '@/server/ingestion/parser/reading'
import { Archive } from '@/server/ingestion/parser/zip'

const maxBytes = 200_000_000
const zipSignature = Buffer.from('PK\u0003\u0004')
/** Large exports are cut into several of these. */
const conversationsFile = /(?:^|\/)conversations(?:-\d+)?\.json$/

/** Users whose files are being read: a large one takes much memory, and the same one twice at once would get in its own way. */
const importing = new Set<string>()

/** Imports what somebody uploads: a JSON file as it comes, or an archive that holds some. @throws AppError invalid, too_large, conflict. */
export async function importFile(actor: Actor, body: AsyncIterable<Uint8Array>): Promise<ImportResult> {
  if (importing.has(actor.userId)) throw new AppError('conflict', 'Another import is still running; import this file when it is done')
  importing.add(actor.userId)
  try {
    return await importBody(actor, body)
  } finally {
    importing.delete(actor.userId)
  }
}

async function importBody(actor: Actor, body: AsyncIterable<Uint8Array>): Promise<ImportResult> {
  const bytes = bounded(body)
  const first = await bytes.next()
  if (first.done === true || first.value.length === 0) throw new AppError('invalid', 'This file is empty')
  const all = chain(first.value, bytes)
  return zipSignature.equals(Buffer.from(first.value.subarray(0, 4))) ? importArchive(actor, all) : importConversations(actor, decoded(all))
}

async function importArchive(actor: Actor, bytes: AsyncIterable<Uint8Array>): Promise<ImportResult> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  const archive = opened(Buffer.concat(parts))
  const names = archive.names.filter((name) => conversationsFile.test(name)).toSorted()
  if (names.length === 0) throw new AppError('invalid', 'This archive holds no conversations.json; choose the .zip that ChatGPT sent, as it is')
  const sum = { added: 0, known: 0, empty: 0 }
  for (const name of names) {
    const { added, known, empty } = await importConversations(actor, decoded(unpacked(archive, name)))
    sum.added += added
    sum.known += known
    sum.empty += empty
  }
  return sum
}

async function* unpacked(archive: Archive, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* archive.read(name)
  } catch (cause) {
    if (!(cause instanceof UnreadableFile)) throw cause
    throw new AppError('invalid', `“${name}” in this archive cannot be read; unpack the archive and import that file by itself`, { cause })
  }
}

function opened(bytes: Buffer): Archive {
  try {
    return new Archive(bytes, 'ZIP')
  } catch (cause) {
    throw new AppError('invalid', 'This archive cannot be read; take conversations.json out of it and import that', { cause })
  }
}

async function* bounded(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > maxBytes) throw new AppError('too_large', 'A file to import has 200 MB at most; export fewer chats at once')
    yield part
  }
}

async function* chain(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* rest
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const part of bytes) yield decoder.decode(part, { stream: true })
}
