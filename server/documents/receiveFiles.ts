import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import type { Actor } from '@/server/auth/actor'
import { config } from '@/server/config'
import type { Document } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { AppError } from '@/server/errors'
import { saveFile, type StoredFile } from '@/server/files/store'

/** Files that one form may hold. */
const maxFiles = 256

interface Received {
  readonly name: string
  readonly mediaType: string
  readonly file: StoredFile
}

/**
 * Takes the files of a multipart form into a base: all of them, or, when one is refused, none.
 * The body goes to the disk as it comes; a file beyond MAX_FILE_SIZE is refused as soon as it passes it.
 * @throws AppError invalid for anything but a form with files, unsupported, too_large.
 */
export async function receiveFiles(actor: Actor, knowledgeBaseId: string, request: Request): Promise<Document[]> {
  const saving: Promise<Received>[] = []
  try {
    await readForm(request, saving)
    const received = await Promise.all(saving)
    if (received.length === 0) throw new AppError('invalid', 'The form has no file; put it into a field called file')
    const created: Document[] = []
    for (const draft of received) created.push(await documents.create(actor, { knowledgeBaseId, ...draft }))
    return created
  } catch (error) {
    // A file whose document was made before the failure stays: it belongs to that document.
    for (const result of await Promise.allSettled(saving)) if (result.status === 'fulfilled') await documents.discardUnused(result.value.file)
    throw error
  }
}

/** Reads a form to its end and notes every file that it begins to save. @throws AppError why the form is refused; whatever the disk throws. */
async function readForm(request: Request, saving: Promise<Received>[]): Promise<void> {
  const contentType = request.headers.get('content-type') ?? ''
  // The reader of forms throws at a boundary that is far too long; the standard allows 70 characters.
  if (!/^multipart\/form-data;.*\bboundary=.{1,100}$/i.test(contentType) || request.body === null) throw new AppError('invalid', 'Send the files as multipart/form-data')
  const form = new Busboy({ headers: { 'content-type': contentType }, limits: { files: maxFiles, fields: 20, fieldSize: 10_000 } })
  // The pipeline hears errors until the form is read; one of a file that is still being saved may come later.
  form.on('error', () => {})
  const streams: Readable[] = []
  let failure: unknown
  form.on('file', (_field, stream, filename, _encoding, mediaType) => {
    // From the first moment on: a form may break off before anybody reads the file, and an error that nobody hears ends the process.
    stream.on('error', (error) => stream.destroy(error))
    streams.push(stream)
    const received = receive(stream, filename, mediaType)
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
}

async function receive(stream: AsyncIterable<Uint8Array>, filename: string | undefined, saidType: string): Promise<Received> {
  const name = documents.cleanName(filename ?? '')
  documents.refuseUnknownFormat(name)
  // Whatever the client says; kept only when it looks like a type.
  const mediaType = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(saidType) ? saidType : 'application/octet-stream'
  return { name, mediaType, file: await saveFile(stream, { maxBytes: config.maxFileBytes }) }
}
