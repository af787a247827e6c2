import { readFile } from 'node:fs/promises'
import { type Owner, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { wholeText } from '@/server/documents/wholeText'
import { filePath } from '@/server/files/store'

/** A file that was given with a question, and what is in it. */
export interface GivenFile {
  readonly name: string
  readonly mediaType: string
  /** What was read of a document; null for an image, and for a document that could not be read. */
  readonly text: string | null
  /** Null when it is larger than what may be carried. */
  readonly bytes: Uint8Array | null
}

/** The files of a question, in the order in which they were given; their bytes as long as they are `maxBytes` together. One that was deleted since is left out. */
export async function contentsOf(owner: Owner, messageId: string, maxBytes: number): Promise<GivenFile[]> {
  const rows = await db.attachment.findMany({ where: { messageId, ...visibleTo(owner) }, orderBy: { id: 'asc' } })
  const documents = await db.document.findMany({ where: { id: { in: rows.flatMap(({ documentId }) => documentId ?? []) }, ...visibleTo(owner) }, select: { id: true, storageKey: true } })
  const files: GivenFile[] = []
  let left = maxBytes
  for (const { name, mediaType, size, storageKey, documentId } of rows) {
    const key = storageKey ?? documents.find(({ id }) => id === documentId)?.storageKey
    if (key === undefined) continue
    const bytes = size <= left ? await readFile(filePath(key)).catch(() => null) : null
    left -= bytes?.length ?? 0
    files.push({ name, mediaType, text: documentId === null ? null : (await wholeText(owner, documentId)) || null, bytes })
  }
  return files
}
