import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import * as chunks from '@/server/chunks/service'
import type { Asked, Route } from '@/server/dialects/dialect'
import { highlighted, positionsOf } from '@/server/dialects/ragflow/chunkFields'
import { datasetIn } from '@/server/dialects/ragflow/documents'
import { success } from '@/server/dialects/ragflow/envelope'
import { checked, flagSchema, hexOf, idsOf, namedSchema, pageSchema, pageSizeSchema, saying } from '@/server/dialects/ragflow/wire'
import * as documents from '@/server/documents/service'
import { AppError } from '@/server/errors'
import * as knowledge from '@/server/knowledge/service'
import { retrieve } from '@/server/retrieval/retrieve'
import { type Hit, type RetrievalFilters, retrievalRequestSchema } from '@/server/retrieval/schema'

type UserAsked = Asked & { readonly actor: Actor }

/** Passages that are put in order; what is behind them cannot be paged to. */
const mostRanked = 64

const fraction = z.coerce.number().min(0, 'is 0 to 1').max(1, 'is 0 to 1')
/** A list, also as a query writes it: `a,b`. */
const idsSchema = z.union([z.array(z.string()), z.string().transform((text) => text.split(',').map((id) => id.trim()))]).transform((ids) => [...new Set(ids.filter((id) => id !== ''))]).pipe(namedSchema)

const metadataConditionSchema = z.object({
  logic: z.literal('and', 'is and: other ways are not built here').default('and'),
  conditions: z.array(z.object({ name: z.string(), comparison_operator: z.enum(['is', '='], 'is `is`: other comparisons are not built here'), value: z.union([z.string(), z.number(), z.boolean()]) })).default([]),
})

const bodySchema = z.strictObject({
  query_text: z.string().optional(),
  question: z.string().optional(),
  dataset_ids: idsSchema.optional(),
  doc_ids: idsSchema.nullish(),
  document_ids: idsSchema.nullish(),
  page: pageSchema,
  size: pageSizeSchema(30).optional(),
  page_size: pageSizeSchema(30).optional(),
  similarity_threshold: fraction.default(0.2),
  vector_similarity_weight: fraction.default(0.3),
  top_k: z.coerce.number().int('is a whole number').min(1).max(1_024, 'is 1024 at most').default(1_024),
  rerank_id: z.union([z.string(), z.number().transform(String)]).nullish(),
  /** Words count beside vectors in any case. */
  keyword: flagSchema.default(false),
  highlight: flagSchema.default(false),
  metadata_condition: metadataConditionSchema.nullish(),
  cross_languages: z.array(z.string()).max(0, 'is not built here; leave it out').nullish(),
  use_kg: z.literal(false, 'is not built here; leave it out').nullish(),
  toc_enhance: z.literal(false, 'is not built here; leave it out').nullish(),
})

/** A search of one dataset, or of those that the body names. */
const retrieval = (hasDataset: boolean) => async ({ actor, params, query, request, json }: UserAsked): Promise<Response> => {
  const fromQuery = Object.fromEntries([...query].filter(([name, value]) => value !== '' && name !== 'auth_token'))
  const body = checked(bodySchema, request.method === 'POST' ? { ...fromQuery, ...(await json(z.looseObject({}))) } : fromQuery)
  const question = (body.query_text ?? body.question ?? '').trim()
  if (question === '') throw new AppError('invalid', '`query_text` or `question` is required')
  const knowledgeBaseIds = hasDataset ? [await datasetIn(actor, params)] : await datasetsIn(actor, body)
  const filters = filtersFrom(body)
  const size = body.page_size ?? body.size ?? 30
  const first = (body.page - 1) * size
  if (size > mostRanked) throw new AppError('invalid', `page_size: ${mostRanked} passages at most are put in order; ask for fewer`)
  const asked = checked(retrievalRequestSchema, {
    question,
    knowledgeBaseIds,
    settings: {
      limit: Math.min(mostRanked, Math.max(body.top_k, 1)),
      candidates: body.top_k,
      scoreThreshold: body.similarity_threshold,
      vectorWeight: body.vector_similarity_weight,
      ...(body.rerank_id == null || body.rerank_id === '' ? {} : { rerank: body.rerank_id.includes('/') ? body.rerank_id : `rerank/${body.rerank_id}` }),
      filters,
    },
  })
  const { hits } = await retrieve(actor, asked, {}, request.signal)
  const page = hits.slice(first, first + size)
  const keywords = await chunks.keywordsOf(actor, page.map(({ chunkId }) => chunkId))
  return success({ total: hits.length, chunks: page.map((hit) => foundOf(hit, keywords.get(hit.chunkId) ?? [], body.highlight)), doc_aggs: aggregated(hits) })
}

type Body = z.output<typeof bodySchema>

async function datasetsIn(actor: Actor, { dataset_ids = [], document_ids }: Body): Promise<string[]> {
  if (dataset_ids.length === 0 && (document_ids ?? []).length === 0) throw new AppError('invalid', '`dataset_ids` or `document_ids` is required.')
  if (dataset_ids.length === 0) return [...new Set((await Promise.all(idsOf(document_ids ?? [], 'document').map((id) => documents.get(actor, id)))).map(({ knowledgeBaseId }) => knowledgeBaseId))]
  return saying({ not_found: "You don't own the dataset." }, async () => {
    const ids = idsOf(dataset_ids, 'dataset')
    const bases = await knowledge.some(actor, ids)
    await knowledge.requireAll(actor, ids)
    if (new Set(bases.map(({ embeddingModel }) => embeddingModel)).size > 1) throw new AppError('invalid', 'Datasets use different embedding models.')
    return ids
  })
}

function filtersFrom({ doc_ids, document_ids, metadata_condition }: Body): RetrievalFilters {
  const ids = document_ids ?? doc_ids ?? []
  const conditions = metadata_condition?.conditions ?? []
  return {
    ...(ids.length === 0 ? {} : { documentIds: idsOf(ids, 'document') }),
    ...(conditions.length === 0 ? {} : { metadata: Object.fromEntries(conditions.map(({ name, value }) => [name, value])) }),
  }
}

function foundOf(hit: Hit, keywords: readonly string[], isHighlighted: boolean) {
  const base = hexOf(hit.knowledgeBaseId)
  return {
    id: hexOf(hit.chunkId),
    content: hit.text,
    document_id: hexOf(hit.documentId),
    document_keyword: hit.documentName,
    document_name: hit.documentName,
    kb_id: base,
    dataset_id: base,
    important_keywords: keywords,
    image_id: '',
    similarity: hit.relevance,
    vector_similarity: hit.similarity ?? 0,
    term_similarity: hit.coverage,
    positions: positionsOf(hit.page),
    ...(isHighlighted ? { highlight: highlighted(hit.text, hit.matches) } : {}),
  }
}

/** How many of the passages each document has, the most first. */
export function aggregated(passages: readonly { readonly documentId: string | null; readonly documentName: string }[]) {
  const groups = [...Map.groupBy(passages.filter(({ documentId }) => documentId !== null), ({ documentId }) => documentId ?? '')]
  return groups.map(([id, own]) => ({ doc_name: own[0]?.documentName ?? '', doc_id: hexOf(id), count: own.length })).toSorted((one, other) => other.count - one.count)
}

export const retrievalRoutes: readonly Route[] = [
  ...['/api/v1/dataset/:dataset_id/retrieval', '/api/v1/datasets/:dataset_id/retrieval'].flatMap((path): Route[] => [
    { method: 'GET', path, auth: 'user', scope: 'knowledge:read', handler: retrieval(true) },
    { method: 'POST', path, auth: 'user', scope: 'knowledge:read', handler: retrieval(true) },
  ]),
  { method: 'POST', path: '/api/v1/retrieval', auth: 'user', scope: 'knowledge:read', handler: retrieval(false) },
]
