import type { Owner } from '@/server/auth/actor'
import { db } from '@/server/database'
import { AppError } from '@/server/errors'
import { embedQueryFor } from '@/server/models/embedFor'
import * as models from '@/server/models/service'
import { matchesIn } from '@/server/retrieval/matches'
import { neighboursOf } from '@/server/retrieval/neighbours'
import type { Placed } from '@/server/retrieval/order'
import { type Hit, type Retrieval, type RetrievalDraft, type RetrievalRequest, retrievalRequestSchema, type Traced } from '@/server/retrieval/schema'
import { type RetrievalDependencies, search, type Searched } from '@/server/retrieval/search'

/** Characters of a passage that are shown beside what became of it. */
const previewCharacters = 160

/**
 * The passages of the owner's bases that answer a question best, as the settings say: candidates by words and vectors -> fused -> read
 * again -> held against SQL -> near-duplicates dropped -> diversified -> reranked -> cut.
 * What the vector store says is a hint: a passage is returned only when SQL has it under the active version of the owner's document.
 * @throws AppError not_found when a base, index or document that is named is missing or somebody else's; unavailable when the search
 * index cannot be read; what the embedding service failed with. A reranker that fails is only said.
 */
export async function retrieve(owner: Owner, draft: RetrievalDraft, dependencies: Partial<RetrievalDependencies> = {}, signal?: AbortSignal): Promise<Retrieval> {
  const startedAt = performance.now()
  const request = retrievalRequestSchema.parse(draft)
  const searched = await search(owner, request, { embedQuery: embedQueryFor({ userId: owner.userId }), rerank: models.rerankFor(owner), ...dependencies }, signal)
  if (searched.ranked.length === 0) await checkIndexed(searched)
  return {
    engine: searched.engine,
    hits: await hitsOf(searched, request),
    candidateCount: searched.ranked.length,
    rerank: searched.rerank,
    cut: cutOf(searched, request),
    trace: request.trace ? [...searched.hits, ...searched.fallen].map(traced) : null,
    tookMs: performance.now() - startedAt,
  }
}

/** Finding nothing is an answer, unless there are documents and their index is gone. */
async function checkIndexed({ store, scope }: Searched): Promise<void> {
  for (const { space, indexIds } of scope.groups) {
    if (await store.hasSpace(space)) continue
    const indexed = await db.indexedDocument.count({ where: { indexId: { in: [...indexIds] }, activeVersion: { gt: 0 }, chunkCount: { gt: 0 } } })
    if (indexed > 0) throw new AppError('unavailable', 'The search index of these documents is missing; run npm run doctor, or upload them again')
  }
}

async function hitsOf({ hits, tellingTerms }: Searched, { settings }: RetrievalRequest): Promise<Hit[]> {
  const around = await neighboursOf(hits.map(({ passage }) => passage), settings.neighbours)
  return hits.map((hit) => {
    const { passage } = hit
    const { before, after } = around.get(passage.chunkId) ?? { before: [], after: [] }
    return { ...passage, ...fitOf(hit), matches: matchesIn(tellingTerms, passage.text), before, after }
  })
}

function fitOf({ item, score, stages }: Placed): Pick<Hit, 'score' | 'coverage' | 'similarity' | 'relevance' | 'stages'> {
  const { coverage, similarity, relevance } = item
  return { score, coverage, similarity, relevance, stages }
}

/** The line under the hits: what ended them, and the best that is below it. */
function cutOf({ hits, fallen, ranked }: Searched, { settings }: RetrievalRequest): Retrieval['cut'] {
  const below = Math.max(...fallen.filter(({ fell }) => fell === 'threshold').map(({ item }) => item.relevance))
  if (hits.length < settings.limit) return below === -Infinity ? null : { by: 'threshold', score: below }
  const next = fallen.find(({ fell }) => fell === 'limit' || fell === 'rerank')
  // Without a trace, candidates behind the last hit are not looked at.
  const score = next?.score ?? ranked[hits.length + fallen.length]?.score
  return score === undefined ? null : { by: 'limit', score }
}

function traced(placed: Placed): Traced {
  const { chunkId, documentId, documentName, index, text } = placed.passage
  return { chunkId, documentId, documentName, index, preview: text.slice(0, previewCharacters), ...fitOf(placed), fell: placed.fell, duplicateOf: placed.duplicateOf }
}
