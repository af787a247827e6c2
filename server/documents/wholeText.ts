import type { Owner } from '@/server/auth/actor'
import { db } from '@/server/database'
import { find } from '@/server/documents/service'

/** All that was read of a document, its blocks at their places; empty when nothing was. @throws AppError not_found. */
export async function wholeText(owner: Owner, id: string): Promise<string> {
  const { indexed } = await find(owner, id)
  return textOfVersion(indexed.id, indexed.activeVersion)
}

/** The same of one version. */
export async function textOfVersion(indexedDocumentId: string, version: number): Promise<string> {
  const blocks = await db.documentBlock.findMany({ where: { indexedDocumentId, version }, orderBy: { index: 'asc' }, select: { start: true, text: true } })
  const parts: string[] = []
  let end = 0
  for (const { start, text } of blocks) {
    parts.push('\n'.repeat(Math.max(0, start - end)), text)
    end = start + text.length
  }
  return parts.join('')
}
