import { type Actor, visibleTo } from '@/server/auth/actor'
import { passageNumbers } from '@/server/citations/passageNumbers'
import type { Citation } from '@/server/conversations/schema'
import { db } from '@/server/database'

/** A passage of a document that an answer rests on. */
export interface CitedPassage {
  readonly documentId: string
  readonly documentName: string
  /** Of the passage in its document. */
  readonly index: number
  readonly page: number | null
}

/** Conversations in one statement: far below what either database takes. */
const idsPerStatement = 500

/** The passages that the answers of conversations rest on, each once, in the order in which they were cited; by the ids of the conversations. What is gone is left out. */
export async function citedIn(actor: Actor, conversationIds: readonly string[]): Promise<Map<string, CitedPassage[]>> {
  const cited = new Map<string, CitedPassage[]>()
  for (let first = 0; first < conversationIds.length; first += idsPerStatement) {
    const message = { conversationId: { in: conversationIds.slice(first, first + idsPerStatement) }, ...visibleTo(actor) }
    const rows = await db.citation.findMany({
      where: { kind: 'document', documentId: { not: null }, message },
      orderBy: [{ message: { seq: 'asc' } }, { ordinal: 'asc' }],
      select: { documentId: true, documentName: true, chunkId: true, start: true, page: true, message: { select: { conversationId: true } } },
    })
    const passages = await placed(actor, rows)
    for (const [at, passage] of passages.entries()) {
      const id = rows[at]?.message.conversationId ?? ''
      const known = cited.get(id) ?? []
      if (passage !== null && !known.some((other) => other.documentId === passage.documentId && other.index === passage.index)) cited.set(id, [...known, passage])
    }
  }
  return cited
}

/** The passages of citations, in their order; null for what is gone, and for web pages. */
export async function placed(actor: Actor, citations: readonly Pick<Citation, 'documentId' | 'documentName' | 'chunkId' | 'start' | 'page'>[]): Promise<(CitedPassage | null)[]> {
  const numbers = await passageNumbers(actor, citations)
  return citations.map(({ documentId, documentName, page }, at) => {
    const index = numbers[at]
    return documentId === null || index == null ? null : { documentId, documentName, index, page }
  })
}
