import type { Actor } from '@/server/auth/actor'
import * as chunks from '@/server/chunks/service'
import type { Citation } from '@/server/conversations/schema'
import { db } from '@/server/database'
import { AppError } from '@/server/errors'

type Place = Pick<Citation, 'documentId' | 'chunkId' | 'start'>

/** Ids in one statement: far below what either database takes. */
const idsPerStatement = 500

/**
 * The numbers of the passages of citations in their documents, in the order of the citations. Of a document that was read anew since, the
 * passage that stands at the same place; null when there is none, its document is gone, or it is a web page.
 */
export async function passageNumbers(actor: Actor, citations: readonly Place[]): Promise<(number | null)[]> {
  const ids = [...new Set(citations.flatMap(({ chunkId }) => chunkId ?? []))]
  const numbers = new Map<string, number>()
  for (let first = 0; first < ids.length; first += idsPerStatement) {
    const where = { id: { in: ids.slice(first, first + idsPerStatement) }, indexedDocument: { index: { activeIn: { isNot: null } } } }
    const rows = await db.chunk.findMany({ where, select: { id: true, index: true, version: true, indexedDocument: { select: { activeVersion: true } } } })
    for (const { id, index, version, indexedDocument } of rows) if (version === indexedDocument.activeVersion) numbers.set(id, index)
  }
  return Promise.all(citations.map(async ({ documentId, chunkId, start }) => numbers.get(chunkId ?? '') ?? (documentId === null ? null : standingAt(actor, documentId, start))))
}

async function standingAt(actor: Actor, documentId: string, start: number): Promise<number | null> {
  try {
    return (await chunks.at(actor, documentId, start))?.index ?? null
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not_found') return null
    throw error
  }
}
