import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import type { Actor } from '@/server/auth/actor'
import { config } from '@/server/config'
import { db } from '@/server/database'
import type { Document } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { AppError } from '@/server/errors'
import { saveFile, type StoredFile } from '@/server/files/store'
import { writableBy } from '@/server/teams/access'

/** Files that one form may hold. */
const maxFiles = 256

/** A file of a form, stored. */
export interface ReceivedFile {
  readonly name: string
  readonly mediaType: string
  readonly file: StoredFile
}

/** What a form says beside its files; of a field that comes twice, the last one. */
export type Fields = ReadonlyMap<string, string>

/** Says how large a file of this name may be, in bytes. @throws AppError when it is not wanted. */
type MaxBytesOf = (name: string) => number

/**
 * Takes the files of a multipart form into a base: all of them, or, when one is refused, none.
 * The body goes to the disk as it comes; a file beyond MAX_FILE_SIZE is refused as soon as it passes it.
 * @throws AppError invalid for anything but a form with files, unsupported, too_large.
 */
export async function receiveFiles(actor: Actor, knowledgeBaseId: string, request: Request, { isUnread = false } = {}): Promise<Document[]> {
  return receiveForm(request, maxDocumentBytes, (received) => documents.create(actor, { knowledgeBaseId, isUnread, ...received }))
}

/** The same, but a file that is in the base already, with its name and its bytes, is left as it is and not read again. */
export async function receiveNewFiles(actor: Actor, knowledgeBaseId: string, request: Request): Promise<{ document: Document; isKnown: boolean }[]> {
  return receiveForm(request, maxDocumentBytes, async ({ name, mediaType, file }) => {
    const known = await db.document.findFirst({ where: { knowledgeBaseId, knowledgeBase: writableBy(actor), name, sha256: file.sha256 }, select: { id: true } })
    if (known === null) return { document: await documents.create(actor, { knowledgeBaseId, name, mediaType, file }), isKnown: false }
    await documents.discardUnused(file)
    return { document: await documents.get(actor, known.id), isKnown: true }
  })
}

/** The same where the base is named by the other fields of the form. */
export async function receiveFilesInto(baseOf: (fields: Fields) => string, actor: Actor, request: Request): Promise<Document[]> {
  return receiveForm(request, maxDocumentBytes, (received, fields) => documents.create(actor, { knowledgeBaseId: baseOf(fields), ...received }))
}

function maxDocumentBytes(name: string): number {
  documents.refuseUnknownFormat(name)
  return config.maxFileBytes
}

/**
 * Stores the files of a multipart form and keeps each in turn once all of them are there; what nothing came to use is removed.
 * @throws AppError invalid for anything but a form with files; what `maxBytesOf` and `keep` throw; too_large.
 */
export async function receiveForm<T>(request: Request, maxBytesOf: MaxBytesOf, keep: (received: ReceivedFile, fields: Fields) => Promise<T>): Promise<T[]> {
  const saving: Promise<ReceivedFile>[] = []
  try {
    const fields = await readForm(request, maxBytesOf, saving)
    const received = await Promise.all(saving)
    if (received.length === 0) throw new AppError('invalid', 'The form has no file; put it into a field called file')
    const kept: T[] = []
    for (const draft of received) kept.push(await keep(draft, fields))
    return kept
  } catch (error) {
    // A file that was kept before the failure stays.
    for (const result of await Promise.allSettled(saving)) if (result.status === 'fulfilled') await documents.discardUnused(result.value.file)
    throw error
  }
}

/** Reads a form to its end and notes every file that it begins to save. @returns its other fields. @throws AppError why the form is refused; whatever the disk throws. */
async function readForm(request: Request, maxBytesOf: MaxBytesOf, saving: Promise<ReceivedFile>[]): Promise<Fields> {
  const contentType = request.headers.get('content-type') ?? ''
  // The reader of forms throws at a boundary that is far too long; the standard allows 70 characters.
  if (!/^multipart\/form-data;.*\bboundary=.{1,100}$/i.test(contentType) || request.body === null) throw new AppError('invalid', 'Send the files as multipart/form-data')
  const form = new Busboy({ headers: { 'content-type': contentType }, limits: { files: maxFiles, fields: 20, fieldSize: 10_000 } })
  // The pipeline hears errors until the form is read; one of a file that is still being saved may come later.
  form.on('error', () => {})
  const streams: Readable[] = []
  const fields = new Map<string, string>()
  form.on('field', (name, value) => void fields.set(name, value))
  let failure: unknown
  form.on('file', (_field, stream, filename, _encoding, mediaType) => {
    // From the first moment on: a form may break off before anybody reads the file, and an error that nobody hears ends the process.
    stream.on('error', (error) => stream.destroy(error))
    streams.push(stream)
    const received = receive(stream, maxBytesOf, filename, mediaType)
    received.catch((error: unknown) => {
      // The error of its stream is the form's, not its own.
      if (error !== stream.errored) failure ??= error
      form.destroy(error instanceof Error ? error : new Error(String(error)))
    })
    saving.push(received)
  })
  form.on('filesLimit', () => {
    failure ??= new AppError('invalid', `A form may hold ${maxFiles} files; send the others in another one`)
    form.destroy(new Error('too many files'))
  })
  try {
    await pipeline(Readable.from(request.body), form)
  } catch (cause) {
    // What is still being read would wait for its end for ever.
    for (const stream of streams) stream.destroy(new Error('the form broke off', { cause }))
    await Promise.allSettled(saving)
    throw failure ?? new AppError('invalid', 'The upload broke off or is not a form; send it again', { cause })
  }
  return fields
}

async function receive(stream: AsyncIterable<Uint8Array>, maxBytesOf: MaxBytesOf, filename: string | undefined, saidType: string): Promise<ReceivedFile> {
  const name = documents.cleanName(filename ?? '')
  const maxBytes = maxBytesOf(name)
  // Whatever the client says; kept only when it looks like a type.
  const mediaType = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(saidType) ? saidType : 'application/octet-stream'
  return { name, mediaType, file: await saveFile(stream, { maxBytes }) }
}
