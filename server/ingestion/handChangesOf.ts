import { storedTextsSchema } from '@/server/chunks/earlier'
import { toChunk } from '@/server/chunks/service'
import { db, type Prisma } from '@/server/database'
import { textOfVersion } from '@/server/documents/wholeText'
import type { HandChange, HandChunk } from '@/server/ingestion/handChanges'

/** Passages that somebody wrote, changed, switched off or gave keywords. */
export const changedByHand = { OR: [{ editedAt: { not: null } }, { isEnabled: false }, { NOT: { keywords: { equals: [] } } }] } satisfies Prisma.ChunkWhereInput
/** The same of one that is not written yet. */
export const isChangedByHand = ({ keywords, isEnabled, editedAt }: HandChunk): boolean => editedAt !== null || !isEnabled || keywords.length > 0

/** What was changed by hand in a document, as it is searched now. */
export async function handChangesOf(documentId: string): Promise<HandChange[]> {
  const entry = await db.indexedDocument.findFirst({ where: { documentId, index: { activeIn: { isNot: null } } }, select: { id: true, activeVersion: true } })
  if (entry === null) return []
  const rows = await db.chunk.findMany({ where: { indexedDocumentId: entry.id, version: entry.activeVersion, ...changedByHand }, orderBy: { index: 'asc' } })
  const text = rows.some(({ editedAt, start, end }) => editedAt !== null && end > start) ? await textOfVersion(entry.id, entry.activeVersion) : ''
  return rows.map((row) => {
    const { text: present, start, end, page, headingPath, context, tokenCount, keywords, isEnabled, editedAt } = toChunk(row)
    const original = editedAt === null ? present : text.slice(start, end)
    return { text: present, start, end, page, headingPath, context, tokenCount, keywords, isEnabled, editedAt, earlier: storedTextsSchema.parse(row.earlier), original }
  })
}
