import { fuse, type Ranking } from '@/server/retrieval/ranking/fuse'
import { rescore } from '@/server/retrieval/ranking/rescore'
import type { Statistics } from '@/server/retrieval/ranking/statistics'
import type { SearchMode, Stages } from '@/server/retrieval/schema'
import type { Candidate } from '@/server/vectors/schema'

/** What one embedding space proposes. */
export interface Legs {
  readonly text: readonly Candidate[]
  readonly vector: readonly Candidate[]
  /** The cosine of the question and every candidate; null when no vectors take part. */
  readonly similarities: ReadonlyMap<string, number> | null
  /** What the vectors count beside the words, 0..1. */
  readonly vectorWeight: number
}

/** A candidate in its place. `score`, `coverage`, `similarity` and `relevance` as hitSchema says; `lexical` is its score by words. */
export interface Ranked {
  readonly id: string
  /** The place of its space among those that were given. */
  readonly space: number
  readonly documentId: string
  readonly terms: string
  readonly score: number
  readonly lexical: number
  readonly coverage: number
  readonly similarity: number | null
  readonly relevance: number
  readonly stages: Stages
}

export interface RankOptions {
  readonly mode: SearchMode
  /** Whether the words are read again, and not only the ranks of the legs. */
  readonly isReread: boolean
}

/**
 * The candidates of all spaces in one order, with what each stage thought of them. Within a space the score is the similarity, or in
 * the mode hybrid a convex combination of similarity and words (Bruch, Gai & Ingber, 2023). Similarities of different models cannot be
 * compared: where vectors take part in several spaces, their lists are fused by rank, beside one list of all by words.
 */
export function rank(question: string, spaces: readonly Legs[], options: RankOptions, statistics: Statistics): Ranked[] {
  const read = reread(question, spaces, options, statistics)
  const lists = spaces.map((legs, space) => ordered(legs, read[space] ?? [], options))
  const [only] = lists
  if (only !== undefined && lists.length === 1) return only
  if (options.isReread && options.mode === 'hybrid' && spaces.every((legs) => legs.similarities === null)) return lists.flat().toSorted((a, b) => b.score - a.score)
  return acrossSpaces(lists, options)
}

/** Every candidate with its fit; its place is not known yet. */
function reread(question: string, spaces: readonly Legs[], { mode, isReread }: RankOptions, statistics: Statistics): Ranked[][] {
  const pools = spaces.map(({ text, vector }) => [...new Map([...text, ...vector].map((candidate) => [candidate.id, candidate])).values()])
  const lexical = rescore(question, pools.flat().map(({ terms }) => terms), statistics)
  const places = placesOf(pools.flat().map(({ id }, at) => ({ id, score: lexical[at]?.score ?? 0 })).toSorted((a, b) => b.score - a.score))
  let next = 0
  return pools.map((pool, space) => {
    const legs = spaces[space]
    const [text, vector] = [placesOf(legs?.text ?? []), placesOf(legs?.vector ?? [])]
    return pool.map(({ id, documentId, terms }) => {
      const { score = 0, coverage = 0 } = lexical[next] ?? {}
      next += 1
      const similarity = legs?.similarities?.get(id) ?? null
      const weight = mode === 'hybrid' ? (legs?.vectorWeight ?? 0) : 1
      const relevance = weight * Math.max(0, similarity ?? 0) + (1 - weight) * coverage
      const stages: Stages = { text: text.get(id), vector: vector.get(id), ...(isReread ? { rescored: places.get(id) } : {}) }
      return { id, space, documentId, terms, score: 0, lexical: score, coverage, similarity, relevance, stages }
    })
  })
}

/** The candidates of one space, best first. */
function ordered(legs: Legs, pool: readonly Ranked[], { mode, isReread }: RankOptions): Ranked[] {
  const by = (score: (item: Ranked) => number): Ranked[] => pool.map((item) => ({ ...item, score: score(item) })).toSorted((a, b) => b.score - a.score)
  if (mode === 'similarity' && isReread) return by((item) => item.lexical)
  if (mode !== 'hybrid') return by((item) => Math.max(0, item.similarity ?? 0)).toSorted((a, b) => (b.similarity ?? -1) - (a.similarity ?? -1))
  const fused = placesOf(fuse(rankingsOf(legs)))
  const isFused = legs.text.length > 0 && legs.vector.length > 0
  const weight = legs.similarities === null ? 0 : legs.vectorWeight
  const near = stretched(pool)
  const list = isReread ? by((item) => weight * near(item) + (1 - weight) * item.lexical) : by(({ id }) => fused.get(id)?.score ?? 0)
  return isFused ? list.map((item) => ({ ...item, stages: { ...item.stages, fused: fused.get(item.id) } })) : list
}

function rankingsOf({ text, vector, vectorWeight }: Legs): Ranking[] {
  const ids = (list: readonly Candidate[]): string[] => list.map(({ id }) => id)
  if (vector.length === 0) return [{ ids: ids(text), weight: 1 }]
  return [{ ids: ids(text), weight: 1 - vectorWeight }, { ids: ids(vector), weight: vectorWeight }]
}

/** Similarities stretched to 0..1 over the candidates: those of one model lie close together, at a height of its own. */
function stretched(pool: readonly Ranked[]): (item: Ranked) => number {
  const known = pool.flatMap(({ similarity }) => similarity ?? [])
  const low = Math.min(...known)
  const span = Math.max(...known) - low
  return ({ similarity }) => (similarity === null ? 0 : span === 0 ? 1 : (similarity - low) / span)
}

function acrossSpaces(lists: readonly (readonly Ranked[])[], { mode }: RankOptions): Ranked[] {
  const all = new Map(lists.flat().map((item) => [item.id, item]))
  const byWords = lists.flat().filter((item) => item.lexical > 0).toSorted((a, b) => b.lexical - a.lexical)
  const rankings = lists.map((list) => ({ ids: list.map(({ id }) => id), weight: 1 }))
  const order = fuse(mode === 'hybrid' ? [...rankings, { ids: byWords.map(({ id }) => id), weight: 1 }] : rankings)
  const places = placesOf(order)
  return order.flatMap(({ id, score }) => {
    const item = all.get(id)
    return item === undefined ? [] : [{ ...item, score, stages: { ...item.stages, fused: places.get(id) } }]
  })
}

function placesOf(list: readonly { readonly id: string; readonly score: number }[]): Map<string, { rank: number; score: number }> {
  return new Map(list.map(({ id, score }, at) => [id, { rank: at + 1, score }]))
}
