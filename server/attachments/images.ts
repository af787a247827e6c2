import { readFile } from 'node:fs/promises'
import { type Owner, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { filePath } from '@/server/files/store'

/** Images that a model is sent at most, the newest: each costs as much as a page of text or more. */
const imagesSent = 8

export interface GivenImage {
  readonly messageId: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** The images that were given with some messages, the newest of them. One whose file is gone is left out. */
export async function imagesOf(owner: Owner, messageIds: readonly string[]): Promise<GivenImage[]> {
  const rows = await db.attachment.findMany({ where: { kind: 'image', messageId: { in: [...messageIds] }, ...visibleTo(owner) }, orderBy: { id: 'desc' }, take: imagesSent })
  const read = await Promise.all(
    rows.toReversed().map(async ({ messageId, name, mediaType, storageKey }) => {
      const bytes = storageKey === null ? null : await readFile(filePath(storageKey)).catch(() => null)
      return messageId === null || bytes === null ? [] : [{ messageId, name, mediaType, bytes }]
    }),
  )
  return read.flat()
}
