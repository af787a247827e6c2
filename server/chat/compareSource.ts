import type { Actor } from '@/server/auth/actor'
import type { CitationKey, Comparison } from '@/server/citations/schema'
import * as citations from '@/server/citations/service'
import type { Citation } from '@/server/conversations/schema'
import { db } from '@/server/database'
import { retrieve } from '@/server/retrieval/retrieve'
import { readableBy } from '@/server/teams/access'

/** What holds less of the words of a quote is another passage. */
const minCoverage = 0.4

/** A source as it was cited beside what stands in its place now. @throws AppError not_found. */
export async function compareSource(actor: Actor, key: CitationKey, signal?: AbortSignal): Promise<Comparison> {
  const citation = await citations.get(actor, key)
  return { citation, change: citation.change, present: await presentOf(actor, citation, signal) }
}

async function presentOf(actor: Actor, citation: Citation, signal: AbortSignal | undefined): Promise<Comparison['present']> {
  if (citation.change === 'edited' && citation.chunkId !== null) {
    const chunk = await db.chunk.findFirst({ where: { id: citation.chunkId, indexedDocument: { index: { knowledgeBase: readableBy(actor) } } } })
    return chunk === null ? null : { ...chunk, chunkId: chunk.id }
  }
  return citation.change === 'replaced' ? likest(actor, citation, signal) : null
}

/** The passage of the new file that says most of what was quoted: searched for by its words, so that no model is asked. */
async function likest(actor: Actor, { documentId, knowledgeBaseId, quote }: Citation, signal: AbortSignal | undefined): Promise<Comparison['present']> {
  if (documentId === null || knowledgeBaseId === null || quote.trim() === '') return null
  const settings = { limit: 1, vectorWeight: 0, rerank: 'lexical' as const, filters: { documentIds: [documentId] } }
  const { hits } = await retrieve(actor, { question: quote.slice(0, 4_000), knowledgeBaseIds: [knowledgeBaseId], settings }, {}, signal)
  const [hit] = hits
  return hit === undefined || hit.coverage < minCoverage ? null : hit
}
