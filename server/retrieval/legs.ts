// The candidates of one embedding space: by words, by vectors, or both at once.
import { cosine } from '@/server/retrieval/ranking/cosine'
import { titleEnd } from '@/server/retrieval/fields'
import type { Legs } from '@/server/retrieval/ranking/rank'
import type { SearchMode } from '@/server/retrieval/schema'
import type { DocumentFilter, SpaceGroup } from '@/server/retrieval/scope'
import type { VectorStore } from '@/server/vectors/lance'
import type { Candidate } from '@/server/vectors/schema'

export interface Search {
  readonly store: VectorStore
  readonly mode: SearchMode
  readonly terms: readonly string[]
  /** The question in this space; undefined where words alone are searched. */
  readonly vector: Float32Array | undefined
  /** How many candidates a leg proposes. */
  readonly limit: number
  readonly filters: readonly DocumentFilter[]
  /** Documents that are left out besides. */
  readonly exceptDocumentIds: readonly string[]
}

/** Of a text that is there a thousand times, this many are enough: one of them will be current. */
const copiesKept = 3
/** How much farther it is looked when most candidates are copies, and how far at most. */
const farther = 8
const farthest = 1_024

/** Both legs of a space, with the similarity of every candidate where vectors take part. */
export async function searchSpace({ space, indexIds, vectorWeight: hybridWeight }: SpaceGroup, search: Search): Promise<Legs> {
  const { store, mode, terms, vector: asked } = search
  const vectorWeight = asked === undefined ? 0 : mode === 'hybrid' ? hybridWeight : 1
  const byText = (filter: DocumentFilter, limit: number) => store.searchText(space, { ...filter, indexIds, terms, limit })
  if (asked === undefined) return { text: await propose(search, byText), vector: [], similarities: null, vectorWeight }
  const byVector = (filter: DocumentFilter, limit: number) => store.searchVector(space, { ...filter, indexIds, vector: asked, limit })
  const [text, vector] = await Promise.all([vectorWeight === 1 ? [] : propose(search, byText), propose(search, byVector)])
  const similarities = new Map(vector.map(({ id, score }) => [id, score]))
  const missing = text.map(({ id }) => id).filter((id) => !similarities.has(id))
  for (const [id, stored] of await store.vectorsOf(space, missing)) similarities.set(id, cosine(asked, stored))
  return { text, vector, similarities, vectorWeight }
}

type Ask = (filter: DocumentFilter, limit: number) => Promise<Candidate[]>

/**
 * The best candidates of a leg. When most of them are copies of a few texts, as from a file that repeats itself, it is looked farther,
 * and beside the documents that hold them, so that they do not crowd out the others.
 */
async function propose({ filters, exceptDocumentIds, limit }: Search, ask: Ask): Promise<Candidate[]> {
  const among = async (except: readonly string[], wanted: number): Promise<Candidate[]> => {
    const parts = await Promise.all(filters.map((filter) => ask(without(filter, except), wanted)))
    return parts.length === 1 ? parts.flat() : bestOf(parts.flat(), wanted)
  }
  const first = await among(exceptDocumentIds, limit)
  if (first.length < limit || thinned(first, 1).length > first.length / 2) return first
  const more = await among(exceptDocumentIds, Math.min(farthest, limit * farther))
  const distinct = thinned(more, copiesKept)
  if (distinct.length >= limit) return distinct.slice(0, limit)
  const kept = new Set(distinct)
  const crowding = more.filter((candidate) => !kept.has(candidate)).map(({ documentId }) => documentId)
  const others = await among([...new Set([...exceptDocumentIds, ...crowding])], limit)
  return bestOf(thinned([...distinct, ...others], copiesKept), limit)
}

function without({ documentIds, exceptDocumentIds = [] }: DocumentFilter, except: readonly string[]): DocumentFilter {
  if (documentIds === undefined) return { exceptDocumentIds: [...exceptDocumentIds, ...except] }
  const out = new Set(except)
  return { documentIds: documentIds.filter((id) => !out.has(id)) }
}

function bestOf(candidates: readonly Candidate[], limit: number): Candidate[] {
  const distinct = new Map(candidates.map((candidate) => [candidate.id, candidate]))
  return [...distinct.values()].toSorted((a, b) => b.score - a.score).slice(0, limit)
}

/** The candidates without all but some copies of each text. Texts of one length with the same ends are taken for copies. */
function thinned(candidates: readonly Candidate[], copies: number): Candidate[] {
  const counts = new Map<string, number>()
  return candidates.filter(({ terms }) => {
    const start = terms.indexOf(titleEnd)
    const key = `${terms.length - start} ${terms.slice(start, start + 60)} ${terms.slice(-60)}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= copies
  })
}
