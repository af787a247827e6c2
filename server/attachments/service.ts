// The files that are given with questions: documents in the hidden base of their conversation, and images.
import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import { type Attachment, imageTypes, maxImageBytes } from '@/server/attachments/schema'
import { removeUnsent } from '@/server/attachments/removal'
import { config } from '@/server/config'
import { db, type Prisma } from '@/server/database'
import { retry as retryDocuments } from '@/server/documents/actions'
import { type Fields, type ReceivedFile, receiveForm } from '@/server/documents/receiveFiles'
import { documentStateTable } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { AppError, notFound } from '@/server/errors'
import { filePath } from '@/server/files/store'
import { newId } from '@/server/ids'
import { type AttachmentPlace, attachmentBase } from '@/server/knowledge/service'

type AttachmentRow = Prisma.AttachmentGetPayload<object>

const imageExtensions: readonly string[] = Object.keys(imageTypes)
const isImageName = (name: string): boolean => imageExtensions.includes(extname(name).slice(1).toLowerCase())
/** Pictures that no provider takes, or that hold programs. */
const otherImages = /\.(?:svg|bmp|tiff?|heic|heif|avif|ico)$/i

/** Takes the files of a multipart form as attachments of a chat; documents among them are read in the background. @throws AppError not_found for the conversation; what receiveForm throws. */
export async function receive(actor: Actor, place: AttachmentPlace, request: Request): Promise<Attachment[]> {
  if ('conversationId' in place) await requireConversation(actor, place.conversationId)
  const ids = await receiveForm(request, maxBytesOf, (received) => keep(actor, place, received))
  return list(actor, ids)
}

/** The same where the conversation is named by the other fields of the form, and perhaps begun for it once its files are there. */
export async function receiveInto(actor: Actor, conversationOf: (fields: Fields) => Promise<string>, request: Request): Promise<{ conversationId: string; attachment: Attachment }[]> {
  const kept = await receiveForm(request, maxBytesOf, async (received, fields) => {
    const conversationId = await conversationOf(fields)
    await requireConversation(actor, conversationId)
    return { conversationId, id: await keep(actor, { conversationId }, received) }
  })
  const attachments = await list(actor, kept.map(({ id }) => id))
  return kept.flatMap(({ conversationId, id }) => attachments.flatMap((attachment) => (attachment.id === id ? [{ conversationId, attachment }] : [])))
}

async function requireConversation(actor: Actor, id: string): Promise<void> {
  if ((await db.conversation.count({ where: { id, ...visibleTo(actor) } })) === 0) throw notFound('conversation')
}

function maxBytesOf(name: string): number {
  if (isImageName(name)) return Math.min(maxImageBytes, config.maxFileBytes)
  if (otherImages.test(name)) throw new AppError('unsupported', `“${name}” cannot be read; attach images as PNG, JPEG, WebP or GIF`)
  documents.refuseUnknownFormat(name)
  return config.maxFileBytes
}

async function keep(actor: Actor, place: AttachmentPlace, { name, mediaType, file: stored }: ReceivedFile): Promise<string> {
  const id = newId()
  const data = { id, ...visibleTo(actor), name, size: stored.size, conversationId: 'conversationId' in place ? place.conversationId : null }
  if (isImageName(name)) {
    const type = await imageTypeOf(stored.storageKey)
    if (type === null) throw new AppError('unsupported', `“${name}” cannot be read; attach images as PNG, JPEG, WebP or GIF`)
    await db.attachment.create({ data: { ...data, kind: 'image', mediaType: type, storageKey: stored.storageKey } })
    return id
  }
  const document = await documents.create(actor, { knowledgeBaseId: await attachmentBase(actor, place), name, mediaType, file: stored })
  await db.attachment.create({ data: { ...data, kind: 'document', mediaType, documentId: document.id } })
  return id
}

/** By its first bytes, whatever it is called. */
async function imageTypeOf(storageKey: string): Promise<string | null> {
  await using stored = await open(filePath(storageKey))
  const { buffer, bytesRead } = await stored.read(Buffer.alloc(12))
  const begins = buffer.subarray(0, bytesRead).toString('latin1')
  if (begins.startsWith('\x89PNG\r\n\x1a\n')) return imageTypes.png
  if (begins.startsWith('\xff\xd8\xff')) return imageTypes.jpeg
  if (/^GIF8[79]a/.test(begins)) return imageTypes.gif
  return begins.startsWith('RIFF') && begins.endsWith('WEBP') ? imageTypes.webp : null
}

/** Some attachments of the actor's, in the order of their ids, and how far they are read. @throws AppError not_found when one of them is not the actor's. */
export async function list(actor: Actor, ids: readonly string[]): Promise<Attachment[]> {
  const rows = await db.attachment.findMany({ where: { id: { in: [...ids] }, ...visibleTo(actor) } })
  if (rows.length < new Set(ids).size) throw notFound('attachment')
  const found = await withStates(actor, rows)
  return ids.flatMap((id) => found.find((attachment) => attachment.id === id) ?? [])
}

/** All that were sent with questions of a conversation, the oldest first. */
export async function sentIn(owner: Owner, conversationId: string): Promise<Attachment[]> {
  return withStates(owner, await db.attachment.findMany({ where: { conversationId, messageId: { not: null }, ...visibleTo(owner) }, orderBy: { id: 'asc' } }))
}

/** All of a conversation, also those that wait for their question. */
export async function inConversation(actor: Actor, conversationId: string): Promise<{ id: string; messageId: string | null }[]> {
  return db.attachment.findMany({ where: { conversationId, ...visibleTo(actor) }, orderBy: { id: 'asc' }, select: { id: true, messageId: true } })
}

async function withStates(owner: Owner, rows: readonly AttachmentRow[]): Promise<Attachment[]> {
  const documentIds = rows.flatMap(({ documentId }) => documentId ?? [])
  const indexed = documentIds.length === 0 ? [] : await db.indexedDocument.findMany({ where: { documentId: { in: documentIds }, index: { activeIn: { isNot: null } }, ...visibleTo(owner) } })
  return rows.map(({ id, kind, name, mediaType, size, documentId, messageId }) => {
    const shown = { id, kind, name, mediaType, size, documentId, messageId }
    if (kind === 'image') return { ...shown, state: 'ready', errorText: null }
    const reading = indexed.find((entry) => entry.documentId === documentId)
    // Its document was deleted by its owner, for instance where a source was shown.
    return reading === undefined ? { ...shown, state: 'cancelled', errorText: null } : { ...shown, state: reading.state, errorText: reading.errorText }
  })
}

/** Reads one that failed once more. @throws AppError not_found; conflict when it did not fail. */
export async function retry(actor: Actor, id: string): Promise<Attachment> {
  const row = await find(actor, id)
  if (row.documentId === null) throw new AppError('conflict', 'Only a failed or cancelled document can be tried again')
  await retryDocuments(actor, [row.documentId])
  const [attachment] = await list(actor, [id])
  if (attachment === undefined) throw notFound('attachment')
  return attachment
}

/** Takes back one that was not sent, with its file. @throws AppError not_found; conflict when it was sent. */
export async function remove(actor: Actor, id: string): Promise<void> {
  if (await removeUnsent(actor, [await find(actor, id)])) return
  // It is gone by now when it was taken back in another tab.
  await find(actor, id)
  throw new AppError('conflict', 'This file was sent with a question; delete the chat to delete it')
}

/** Where the file of one lies. @throws AppError not_found, also when its document is gone. */
export async function file(actor: Actor, id: string): Promise<{ path: string; name: string; size: number; mediaType: string; isImage: boolean }> {
  const { kind, name, size, mediaType, storageKey, documentId } = await find(actor, id)
  const key = storageKey ?? (documentId === null ? null : (await documents.file(actor, documentId)).storageKey)
  if (key === null) throw notFound('attachment')
  return { path: filePath(key), name, size, mediaType, isImage: kind === 'image' }
}

async function find(actor: Actor, id: string): Promise<AttachmentRow> {
  const row = await db.attachment.findFirst({ where: { id, ...visibleTo(actor) } })
  if (row === null) throw notFound('attachment')
  return row
}

/** Waits, for clients that ask at once, until the documents among some attachments are read or cannot be. */
export async function settled(actor: Actor, ids: readonly string[], signal: AbortSignal): Promise<Attachment[]> {
  for (const startedAt = Date.now(); ; await pause(pollMs, undefined, { signal })) {
    const attachments = await list(actor, ids)
    if (attachments.every(({ state }) => !documentStateTable[state].isLive) || Date.now() - startedAt > patienceMs) return attachments
  }
}

const patienceMs = 5 * 60_000
const pollMs = 100

/** Of a question and its answer that were taken back: what was given with it, with its files. */
export async function removeOrphans(actor: Actor, ids: readonly string[]): Promise<void> {
  await removeUnsent(actor, await db.attachment.findMany({ where: { id: { in: [...ids] }, messageId: null, ...visibleTo(actor) } }))
}
