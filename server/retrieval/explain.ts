import type { Owner } from '@/server/auth/actor'
import { db } from '@/server/database'
import { notFound } from '@/server/errors'
import { embedQueryFor } from '@/server/models/embedFor'
import * as models from '@/server/models/service'
import { remediesFor } from '@/server/retrieval/remedies'
import { type Explanation, type ExplanationDraft, explanationRequestSchema, type FallStage, type RetrievalFilters, type RetrievalRequest } from '@/server/retrieval/schema'
import { conditionsOf } from '@/server/retrieval/scope'
import { type RetrievalDependencies, search, type Searched } from '@/server/retrieval/search'
import { readableBy } from '@/server/teams/access'
import type { Candidate, EmbeddingSpace } from '@/server/vectors/schema'

/** How far down the legs a passage is looked for. */
const rankDepth = 1_000

/**
 * Why a passage that was expected is a hit or not: what it is, how each leg ranks it, where it fell out, and which changes of the
 * settings bring it back, each tried.
 * @throws AppError not_found when the passage, a base, index or document is missing or somebody else's.
 */
export async function explain(owner: Owner, draft: ExplanationDraft, dependencies: Partial<RetrievalDependencies> = {}, signal?: AbortSignal): Promise<Explanation> {
  const { chunkId, ...asked } = explanationRequestSchema.parse(draft)
  const request: RetrievalRequest = { ...asked, trace: true }
  const known: RetrievalDependencies = { embedQuery: embedQueryFor({ userId: owner.userId }), rerank: models.rerankFor(owner), ...dependencies }
  const expected = await find(owner, chunkId)
  const searched = await search(owner, request, known, signal)
  const facts = await factsOf(expected, searched, request)
  const ranks = await ranksOf(expected, searched, request, known, signal)
  const place = placeIn(searched, chunkId)
  const fallen = searched.fallen.find(({ item }) => item.id === chunkId)
  const fell = place === null ? (fallen?.fell ?? fellBefore(facts)) : null
  const seen = place === null ? fallen : searched.hits[place - 1]
  const placeWith = async (settings: RetrievalRequest['settings']) => placeIn(await search(owner, { ...request, settings, trace: false }, known, signal), chunkId)
  return {
    chunkId,
    documentId: expected.document.id,
    documentName: expected.document.name,
    rank: place,
    fell,
    duplicateOf: fallen?.duplicateOf ?? null,
    ...facts,
    ...ranks,
    rankDepth,
    score: seen?.score ?? null,
    relevance: seen?.item.relevance ?? null,
    stages: seen?.stages ?? {},
    remedies: fell === null || !facts.isSearched || !facts.isIndexed ? [] : await remediesFor({ settings: request.settings, fell, ...ranks, relevance: seen?.item.relevance ?? null, placeWith }),
  }
}

/** Its place among the hits, counted from 1. */
function placeIn({ hits }: Searched, chunkId: string): number | null {
  const at = hits.findIndex(({ item }) => item.id === chunkId)
  return at < 0 ? null : at + 1
}

async function find(owner: Owner, chunkId: string) {
  const chunk = await db.chunk.findFirst({ where: { id: chunkId, indexedDocument: { index: { knowledgeBase: readableBy(owner) } } } })
  const entry = chunk && (await db.indexedDocument.findUnique({ where: { id: chunk.indexedDocumentId } }))
  const index = entry && (await db.knowledgeIndex.findUnique({ where: { id: entry.indexId } }))
  const document = chunk && (await db.document.findFirst({ where: { id: chunk.documentId, knowledgeBase: readableBy(owner) } }))
  if (chunk === null || entry === null || index === null || document === null) throw notFound('passage')
  return { chunk, entry, document, space: { model: index.embeddingModel, dimensions: index.dimensions } }
}

type Found = Awaited<ReturnType<typeof find>>
type Facts = Pick<Explanation, 'isSearched' | 'isIndexed' | 'isCurrent' | 'isEnabled' | 'isDocumentEnabled' | 'filteredBy'>

async function factsOf({ chunk, entry, document, space }: Found, { scope, store }: Searched, { settings }: RetrievalRequest): Promise<Facts> {
  return {
    isSearched: scope.indexIds.has(entry.indexId),
    isIndexed: (await store.countRows(space, { ids: [chunk.id] })) > 0,
    isCurrent: entry.activeVersion === chunk.version,
    isEnabled: chunk.isEnabled,
    isDocumentEnabled: document.isEnabled,
    filteredBy: await filtersAgainst(document.id, settings.filters),
  }
}

async function filtersAgainst(documentId: string, filters: RetrievalFilters): Promise<Facts['filteredBy']> {
  const against: Facts['filteredBy'] = []
  for (const name of ['documentIds', 'metadata', 'createdAt'] as const) {
    const conditions = conditionsOf({ [name]: filters[name] })
    if (conditions.length > 0 && (await db.document.count({ where: { id: documentId, AND: conditions } })) === 0) against.push(name)
  }
  return against
}

/** Why no leg proposed it. */
function fellBefore({ isSearched, isCurrent, isEnabled, isDocumentEnabled, filteredBy }: Facts): FallStage {
  if (isSearched && !isCurrent) return 'oldVersion'
  if (isSearched && !(isEnabled && isDocumentEnabled)) return 'disabled'
  return filteredBy.length > 0 ? 'filtered' : 'notCandidate'
}

/** Its places in both legs among all passages of its space that are searched, whatever the filters and the mode. */
async function ranksOf({ chunk, space }: Found, searched: Searched, { question }: RetrievalRequest, dependencies: RetrievalDependencies, signal: AbortSignal | undefined): Promise<Pick<Explanation, 'textRank' | 'vectorRank'>> {
  const group = searched.scope.groups.find((one) => one.space.model === space.model && one.space.dimensions === space.dimensions)
  if (group === undefined) return { textRank: null, vectorRank: null }
  const { store } = searched
  const filter = { indexIds: group.indexIds, limit: rankDepth }
  const vector = await vectorOf(space, question, dependencies, signal)
  const [text, near] = await Promise.all([
    store.searchText(space, { ...filter, terms: [...searched.tellingTerms] }),
    vector === null ? [] : store.searchVector(space, { ...filter, vector }),
  ])
  return { textRank: rankIn(text, chunk.id), vectorRank: rankIn(near, chunk.id) }
}

/** Null when the model does not serve: the rest can be said without it. */
async function vectorOf({ model }: EmbeddingSpace, question: string, { embedQuery }: RetrievalDependencies, signal: AbortSignal | undefined): Promise<Float32Array | null> {
  try {
    return await embedQuery(model, question, signal)
  } catch {
    signal?.throwIfAborted()
    return null
  }
}

function rankIn(candidates: readonly Candidate[], id: string): number | null {
  const at = candidates.findIndex((candidate) => candidate.id === id)
  return at < 0 ? null : at + 1
}
