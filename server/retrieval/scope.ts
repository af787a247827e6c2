// What a question is asked of: the indexes by embedding space, and the documents that pass the filters.
import type { Owner } from '@/server/auth/actor'
import { db, fieldEquals, type Prisma } from '@/server/database'
import { notFound } from '@/server/errors'
import { activeIndexes, searchedIndex, type SearchedIndex } from '@/server/knowledge/indexes'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import type { RetrievalFilters, RetrievalRequest } from '@/server/retrieval/schema'
import { readableBy } from '@/server/teams/access'
import type { EmbeddingSpace } from '@/server/vectors/schema'

/** Indexes that share a space are searched in one query. */
export interface SpaceGroup {
  readonly space: EmbeddingSpace
  readonly indexIds: readonly string[]
  /** What vectors count beside words in the mode hybrid. */
  readonly vectorWeight: number
}

/** Some documents, or all but some. */
export interface DocumentFilter {
  readonly documentIds?: readonly string[]
  readonly exceptDocumentIds?: readonly string[]
}

export interface Scope {
  readonly groups: readonly SpaceGroup[]
  readonly indexIds: ReadonlySet<string>
  /** What passes any of them is searched; none when nothing is. */
  readonly filters: readonly DocumentFilter[]
}

/** Ids in one predicate: 2,000 cost a search about 10 ms. */
const idsPerFilter = 2_000

/** What vectors without any learned weights add to a strong search by words: nothing, on every set that was measured (docs/benchmarks.md). */
export const defaultVectorWeight = (model: string): number => (model === builtinEmbeddingModelId ? 0 : 0.5)

/** @throws AppError not_found when a base, the index or a document of the filters is missing or not to be seen. */
export async function scopeOf(owner: Owner, { knowledgeBaseIds, indexId, settings }: RetrievalRequest): Promise<Scope> {
  const indexes = await indexesOf(owner, knowledgeBaseIds, indexId)
  const groups = Map.groupBy(indexes, ({ space }) => JSON.stringify([space.model, space.dimensions]))
  return {
    groups: [...groups.values()].flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      return [{ space: first.space, indexIds: group.map((index) => index.id), vectorWeight: settings.vectorWeight ?? defaultVectorWeight(first.space.model) }]
    }),
    indexIds: new Set(indexes.map((index) => index.id)),
    filters: await filtersOf(owner, knowledgeBaseIds, settings.filters),
  }
}

/** The active indexes of the bases, or another one in the place of that of its base. */
async function indexesOf(owner: Owner, knowledgeBaseIds: readonly string[], indexId: string | undefined): Promise<SearchedIndex[]> {
  const active = await activeIndexes(owner, knowledgeBaseIds)
  if (indexId === undefined) return active
  const other = await searchedIndex(owner, indexId)
  if (!active.some(({ knowledgeBaseId }) => knowledgeBaseId === other.knowledgeBaseId)) throw notFound('index')
  return active.map((index) => (index.knowledgeBaseId === other.knowledgeBaseId ? other : index))
}

/** The filters as predicates of documents, written as what is in or what is out, whichever is shorter. */
async function filtersOf(owner: Owner, knowledgeBaseIds: readonly string[], filters: RetrievalFilters): Promise<DocumentFilter[]> {
  if (Object.keys(filters).length === 0) return [{}]
  const all: Prisma.DocumentWhereInput = { knowledgeBaseId: { in: [...knowledgeBaseIds] }, knowledgeBase: readableBy(owner) }
  await requireDocuments(all, filters.documentIds ?? [])
  const passing = (await db.document.findMany({ where: { ...all, AND: conditionsOf(filters), isEnabled: true }, select: { id: true } })).map(({ id }) => id)
  const total = await db.document.count({ where: all })
  if (passing.length === total) return [{}]
  if (passing.length <= idsPerFilter || total - passing.length > idsPerFilter) return inParts(passing).map((documentIds) => ({ documentIds }))
  const passes = new Set(passing)
  const others = await db.document.findMany({ where: all, select: { id: true } })
  return [{ exceptDocumentIds: others.map(({ id }) => id).filter((id) => !passes.has(id)) }]
}

async function requireDocuments(all: Prisma.DocumentWhereInput, documentIds: readonly string[]): Promise<void> {
  const wanted = new Set(documentIds)
  if (wanted.size > 0 && (await db.document.count({ where: { ...all, id: { in: [...wanted] } } })) < wanted.size) throw notFound('document')
}

/** What a document must be to pass, a condition a filter. */
export function conditionsOf({ documentIds, metadata = {}, createdAt }: RetrievalFilters): Prisma.DocumentWhereInput[] {
  const fields = Object.entries(metadata).map(([field, value]) => ({ OR: [value].flat().map((one) => ({ metadata: fieldEquals(field, one) })) }))
  return [
    ...(documentIds === undefined ? [] : [{ id: { in: documentIds } }]),
    ...fields,
    ...(createdAt?.from === undefined ? [] : [{ createdAt: { gte: new Date(createdAt.from) } }]),
    ...(createdAt?.to === undefined ? [] : [{ createdAt: { lte: new Date(createdAt.to) } }]),
  ]
}

function inParts(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / idsPerFilter) }, (_, part) => ids.slice(part * idsPerFilter, (part + 1) * idsPerFilter))
}
