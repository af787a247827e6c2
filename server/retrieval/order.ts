import { diversify, type Similar } from '@/server/retrieval/ranking/diversify'
import { fuse } from '@/server/retrieval/ranking/fuse'
import { type AskReranker, reranked } from '@/server/retrieval/rerank'
import type { Retrieval, RetrievalRequest, Stages } from '@/server/retrieval/schema'
import type { SpaceGroup } from '@/server/retrieval/scope'
import type { Sifted } from '@/server/retrieval/sift'
import type { VectorStore } from '@/server/vectors/lance'

/** A candidate in its last place. */
export interface Placed extends Sifted {
  readonly score: number
  readonly stages: Stages
}

export interface Ordered {
  readonly hits: readonly Placed[]
  /** The others that were looked at, each with the stage where it fell out. */
  readonly fallen: readonly Placed[]
  readonly rerank: Retrieval['rerank']
}

export interface OrderOptions {
  readonly request: RetrievalRequest
  readonly groups: readonly SpaceGroup[]
  readonly store: VectorStore
  readonly ask: AskReranker
  readonly signal: AbortSignal | undefined
}

/** Diversifies, reranks and cuts what is left of the candidates. */
export async function order(sifted: readonly Sifted[], options: OrderOptions): Promise<Ordered> {
  const { mode, limit } = options.request.settings
  const placed = sifted.map((one): Placed => ({ ...one, score: one.item.score, stages: one.item.stages }))
  const left = placed.filter(({ fell }) => fell === null)
  const chosen = mode === 'mmr' ? await diversified(left, options) : left
  const { items, status } = await reordered(chosen, options)
  const hits = items.slice(0, limit)
  const [isHit, hadPlace] = [idsOf(hits), idsOf(chosen.slice(0, limit))]
  const inItems = idsOf(items)
  const behind = [...items, ...left.filter(({ item }) => !inItems.has(item.id))].filter(({ item }) => !isHit.has(item.id)).map((one): Placed => ({ ...one, fell: hadPlace.has(one.item.id) ? 'rerank' : 'limit' }))
  return { hits, fallen: [...behind, ...placed.filter(({ fell }) => fell !== null)], rerank: status }
}

const idsOf = (list: readonly Placed[]): Set<string> => new Set(list.map(({ item }) => item.id))

/** The passages that differ most while they fit, in each space by its own vectors; those of several spaces take turns. */
async function diversified(left: readonly Placed[], { request, groups, store }: OrderOptions): Promise<Placed[]> {
  const { limit, lambda } = request.settings
  const picks = await Promise.all(
    groups.map(async ({ space }, place) => {
      const own = left.filter(({ item }) => item.space === place)
      const vectors = await store.vectorsOf(space, own.map(({ item }) => item.id))
      const similar = own.flatMap(({ item }): Similar[] => {
        const vector = vectors.get(item.id)
        return vector === undefined ? [] : [{ id: item.id, similarity: item.similarity ?? 0, vector }]
      })
      return diversify(similar, limit, lambda)
    }),
  )
  const stageOf = new Map(picks.flatMap((list) => list.map(({ id, score }, at) => [id, { rank: at + 1, score }])))
  const byId = new Map(left.map((one) => [one.item.id, one]))
  const turns = fuse(picks.map((list) => ({ ids: list.map(({ id }) => id), weight: 1 })))
  return turns.slice(0, limit).flatMap(({ id }) => {
    const one = byId.get(id)
    return one === undefined ? [] : [{ ...one, stages: { ...one.stages, mmr: stageOf.get(id) } }]
  })
}

/** The same passages in the order of the reranker. Reading candidates again word by word is done by now but for what mmr chose. */
async function reordered(chosen: readonly Placed[], { request, ask, signal }: OrderOptions): Promise<{ items: Placed[]; status: Retrieval['rerank'] }> {
  const { question, settings } = request
  const { mode, rerank } = settings
  if (rerank === 'none' || (rerank === 'auto' && mode !== 'hybrid')) return { items: [...chosen], status: { by: null, status: 'off', message: null } }
  if (rerank.includes('/')) {
    const { items, status } = await reranked(ask, { model: rerank, question, items: chosen, signal })
    const isDone = status.status === 'done'
    return { items: items.map(({ item, stage }) => (isDone ? { ...item, score: stage?.score ?? 0, stages: { ...item.stages, reranked: stage } } : item)), status }
  }
  const items = mode === 'mmr' ? chosen.map((one) => ({ ...one, score: one.item.lexical })).toSorted((a, b) => b.score - a.score) : [...chosen]
  return { items, status: { by: 'lexical', status: 'done', message: null } }
}
