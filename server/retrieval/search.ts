import type { Owner } from '@/server/auth/actor'
import { baseStatistics } from '@/server/retrieval/baseStatistics'
import { passagesOf } from '@/server/retrieval/current'
import { searchSpace } from '@/server/retrieval/legs'
import { tellingTermsOf } from '@/server/retrieval/matches'
import { order, type Ordered } from '@/server/retrieval/order'
import { type Legs, rank, type Ranked } from '@/server/retrieval/ranking/rank'
import { merged, type Statistics } from '@/server/retrieval/ranking/statistics'
import { type AskReranker, rerankDepth } from '@/server/retrieval/rerank'
import type { Retrieval, RetrievalRequest } from '@/server/retrieval/schema'
import { type Scope, scopeOf } from '@/server/retrieval/scope'
import { sift, type Sifted } from '@/server/retrieval/sift'
import type { VectorStore } from '@/server/vectors/lance'
import { vectors } from '@/server/vectors/store'

export interface RetrievalDependencies {
  /** The vector of a question in the space of a model. */
  readonly embedQuery: (embeddingModel: string, text: string, signal: AbortSignal | undefined) => Promise<Float32Array>
  /** Asks a reranker or a chat model for its order. */
  readonly rerank: AskReranker
}

/** Everything that a search found out. */
export interface Searched extends Ordered {
  readonly store: VectorStore
  readonly scope: Scope
  /** The terms that were searched for. */
  readonly tellingTerms: ReadonlySet<string>
  readonly engine: Retrieval['engine']
  readonly ranked: readonly Ranked[]
}

/** How much farther it is looked when candidates are not current, and how far at most. */
const farther = 8
const farthest = 1_024

/**
 * Candidates of every space -> ranked -> what SQL has of them, current and distinct -> diversified, reranked, cut.
 * Candidates behind the cut are looked at only when `request.trace` asks for it.
 */
export async function search(owner: Owner, request: RetrievalRequest, dependencies: RetrievalDependencies, signal: AbortSignal | undefined): Promise<Searched> {
  const { settings } = request
  const scope = await scopeOf(owner, request)
  const store = await vectors()
  // Before the store is read: a model that fails leaves no search under way.
  const asked = await vectorsOfQuestion(request, scope, dependencies, signal)
  const statistics = merged(await Promise.all(scope.groups.map(({ space, indexIds }) => baseStatistics(store, space, indexIds))))
  const tellingTerms = tellingTermsOf(request.question)
  const looking: Looking = { owner, request, scope, store, statistics, asked, terms: [...tellingTerms] }
  let seen = await look(looking, settings.candidates, [])
  signal?.throwIfAborted()
  if (isCrowdedOut(seen, settings.limit)) seen = await look(looking, Math.min(farthest, settings.candidates * farther), disabledAmong(seen.sifted))
  signal?.throwIfAborted()
  const ordered = await order(seen.sifted, { request, groups: scope.groups, store, ask: dependencies.rerank, signal })
  return { ...ordered, store, scope, tellingTerms, engine: engineOf(request, seen.legs), ranked: seen.ranked }
}

interface Looking {
  readonly owner: Owner
  readonly request: RetrievalRequest
  readonly scope: Scope
  readonly store: VectorStore
  readonly statistics: Statistics
  readonly terms: readonly string[]
  /** The question in the space of each model. */
  readonly asked: ReadonlyMap<string, Float32Array>
}

interface Seen {
  readonly legs: readonly Legs[]
  readonly ranked: readonly Ranked[]
  readonly sifted: readonly Sifted[]
  /** Whether a leg proposed as many as it was asked for, so that there may be more. */
  readonly isFull: boolean
}

async function look({ owner, request, scope, store, statistics, asked, terms }: Looking, limit: number, exceptDocumentIds: readonly string[]): Promise<Seen> {
  const { question, settings, trace } = request
  const legs = await Promise.all(scope.groups.map((group) => searchSpace(group, { store, mode: settings.mode, terms, vector: asked.get(group.space.model), limit, filters: scope.filters, exceptDocumentIds })))
  const ranked = rank(question, legs, { mode: settings.mode, isReread: isReread(request) }, statistics)
  const sifted = await sift(ranked, {
    wanted: settings.rerank.includes('/') ? rerankDepth(settings.limit) : settings.limit,
    isWhole: trace || settings.mode === 'mmr',
    scoreThreshold: settings.scoreThreshold,
    find: (ids) => passagesOf(owner, scope.indexIds, ids),
  })
  return { legs, ranked, sifted, isFull: legs.some(({ text, vector }) => text.length >= limit || vector.length >= limit) }
}

/** Whether candidates are read again word by word before they are looked up. In the mode mmr those that it chooses are. */
function isReread({ settings: { mode, rerank } }: RetrievalRequest): boolean {
  if (rerank === 'none') return false
  return mode === 'hybrid' || (mode === 'similarity' && rerank === 'lexical')
}

/** Fewer are left than wanted, for reasons that do not concern those behind them. */
function isCrowdedOut({ isFull, ranked, sifted }: Seen, limit: number): boolean {
  const left = sifted.filter(({ fell }) => fell === null).length
  const isGone = sifted.length < ranked.length || sifted.some(({ fell }) => fell === 'oldVersion' || fell === 'disabled' || fell === 'duplicate')
  return isFull && left < limit && isGone
}

function disabledAmong(sifted: readonly Sifted[]): string[] {
  return [...new Set(sifted.filter(({ isDocumentEnabled }) => !isDocumentEnabled).map(({ passage }) => passage.documentId))]
}

function engineOf({ settings: { mode } }: RetrievalRequest, legs: readonly Legs[]): Retrieval['engine'] {
  if (mode !== 'hybrid') return 'vector'
  return legs.some(({ similarities }) => similarities !== null) ? 'hybrid' : 'lexical'
}

/** The question is embedded once a model, however often it is looked; where words alone are searched it is not. */
async function vectorsOfQuestion({ question, settings }: RetrievalRequest, { groups }: Scope, { embedQuery }: RetrievalDependencies, signal: AbortSignal | undefined): Promise<Map<string, Float32Array>> {
  const models = new Set(groups.filter(({ vectorWeight }) => settings.mode !== 'hybrid' || vectorWeight > 0).map(({ space }) => space.model))
  return new Map(await Promise.all([...models].map(async (model) => [model, await embedQuery(model, question, signal)] as const)))
}
