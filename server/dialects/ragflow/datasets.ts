import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import type { Asked, Route } from '@/server/dialects/dialect'
import { avatarFrom } from '@/server/dialects/ragflow/avatar'
import { success } from '@/server/dialects/ragflow/envelope'
import { chunkingFrom, methodName, parserConfigOf, parserConfigSchema } from '@/server/dialects/ragflow/parserConfig'
import { permissionOf, sharedBy } from '@/server/dialects/ragflow/permission'
import { checked, deletionSchema, flagSchema, hexOf, idOf, idsOf, listSchema, offsetOf, ownersOf, queryBy, requireUnchanged, saying, type Spelling, timesOf } from '@/server/dialects/ragflow/wire'
import { AppError } from '@/server/errors'
import { type Chunking, defaultChunking } from '@/server/ingestion/schema'
import * as indexes from '@/server/knowledge/indexes'
import * as listing from '@/server/knowledge/listing'
import { type KnowledgeBase, knowledgeBaseNameSchema } from '@/server/knowledge/schema'
import * as knowledge from '@/server/knowledge/service'
import * as models from '@/server/models/service'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'
import { defaultVectorWeight } from '@/server/retrieval/scope'
import { shareBase } from '@/server/teams/share'

type UserAsked = Asked & { readonly actor: Actor }

const text = z.string().nullish()
const whole = z.number().nullish()

/** What a client may say of a dataset; the rest of its fields may be sent back as they are. */
const bodySchema = z.looseObject({
  id: text,
  name: text,
  avatar: text,
  tenant_id: text,
  description: text,
  language: text,
  embedding_model: text,
  permission: z.enum(['me', 'team'], 'is me or team').nullish(),
  document_count: whole,
  chunk_count: whole,
  parse_method: text,
  chunk_method: text,
  parser_config: parserConfigSchema.nullish(),
  similarity_threshold: z.number().min(0).max(1).nullish(),
  vector_similarity_weight: z.number().min(0).max(1).nullish(),
})
type Body = z.infer<typeof bodySchema>

const known = new Set([...Object.keys(bodySchema.shape), 'create_date', 'create_time', 'created_by', 'status', 'token_num', 'update_date', 'update_time'])

function requireKnown(body: Body): void {
  const unknown = Object.keys(body).find((field) => !known.has(field))
  if (unknown !== undefined) throw new AppError('invalid', `${unknown} is nothing that a dataset has here; leave it out`)
}

/** A base in the words of RAGFlow. */
export function datasetOf(actor: Actor, base: KnowledgeBase, chunking: Chunking, spelling: Spelling) {
  const method = methodName(chunking)
  return {
    avatar: base.avatar,
    chunk_count: base.chunkCount,
    ...timesOf(base),
    ...ownersOf(actor),
    description: base.description === '' ? null : base.description,
    document_count: base.documentCount,
    embedding_model: base.embeddingModel,
    id: hexOf(base.id),
    language: base.language ?? 'English',
    name: base.name,
    ...(spelling === 'seed' ? { parse_method: method } : { chunk_method: method }),
    parser_config: parserConfigOf(chunking),
    permission: permissionOf(base.sharing),
    similarity_threshold: base.retrieval?.scoreThreshold ?? 0,
    status: '1',
    token_num: base.tokenCount,
    vector_similarity_weight: base.retrieval?.vectorWeight ?? defaultVectorWeight(base.embeddingModel),
  }
}

async function shown(actor: Actor, bases: readonly KnowledgeBase[], spelling: Spelling) {
  const chunkings = await indexes.chunkingOf(actor, bases.map(({ id }) => id))
  return bases.map((base) => datasetOf(actor, base, chunkings.get(base.id) ?? defaultChunking, spelling))
}

/** How a dataset is searched: as RAGFlow documents it, and what a client says. */
const retrievalOf = (body: Body) => retrievalSettingsSchema.parse({ candidates: 1_024, scoreThreshold: body.similarity_threshold ?? 0.2, vectorWeight: body.vector_similarity_weight ?? 0.3 })

const create = (spelling: Spelling) => async ({ actor, json }: UserAsked): Promise<Response> => {
  const body = await json(bodySchema)
  requireKnown(body)
  if (body.id != null) throw new AppError('invalid', 'id must not be provided')
  if (body.tenant_id != null || (spelling === 'seed' && body.embedding_model != null)) throw new AppError('invalid', 'Tenant_id or embedding_model must not be provided')
  if ((body.chunk_count ?? 0) !== 0 || (body.document_count ?? 0) !== 0) throw new AppError('invalid', 'chunk_count or document_count must be 0 or not be provided')
  const name = nameFrom(body.name)
  const chunking = chunkingFrom(defaultChunking, { method: body.chunk_method ?? body.parse_method, config: body.parser_config })
  const space = body.embedding_model == null ? undefined : await models.embeddingSpaceOf(body.embedding_model)
  const draft = { name, chunking, description: body.description ?? '', avatar: avatarFrom(body.avatar), language: languageFrom(body.language), retrieval: retrievalOf(body) }
  const team = await sharedBy(actor, body.permission ?? 'me')
  const base = await saying({ conflict: 'Duplicated knowledgebase name in creating dataset.' }, () => knowledge.create(actor, draft, space))
  if (team !== null) await shareBase(actor, { id: base.id, team })
  const [made] = await shown(actor, [await knowledge.get(actor, base.id)], spelling)
  return success(made)
}

function nameFrom(name: string | null | undefined): string {
  if ((name ?? '').trim() === '') throw new AppError('invalid', 'Name is not empty string!')
  return checked(knowledgeBaseNameSchema, name)
}

const languageFrom = (language: string | null | undefined): string | null => (language == null || language.trim() === '' ? null : language.trim())

const update = (spelling: Spelling) => async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const body = await json(bodySchema)
  requireKnown(body)
  const id = idOf(params.dataset_id ?? '', 'dataset')
  const base = await saying({ not_found: "You don't own the dataset." }, () => knowledge.get(actor, id))
  const chunking = (await indexes.chunkingOf(actor, [id])).get(id) ?? defaultChunking
  const { id: hex, tenant_id, chunk_count, document_count, token_num, created_by, status } = datasetOf(actor, base, chunking, spelling)
  requireUnchanged({ ...body, ...(body.id == null ? {} : { id: hexOf(body.id) }) }, { id: hex, tenant_id, chunk_count, document_count, token_num, created_by, status })
  await changeEmbedding(actor, base, body.embedding_model, spelling)
  const method = body.chunk_method ?? body.parse_method
  const wanted = chunkingFrom(chunking, { method, config: body.parser_config })
  if (wanted.method !== chunking.method && base.chunkCount > 0) throw new AppError('invalid', 'If chunk count is not 0, parse method is not changable.')
  const retrieval = body.similarity_threshold == null && body.vector_similarity_weight == null ? undefined : retrievalSettingsSchema.parse({ ...(base.retrieval ?? retrievalOf({})), ...(body.similarity_threshold == null ? {} : { scoreThreshold: body.similarity_threshold }), ...(body.vector_similarity_weight == null ? {} : { vectorWeight: body.vector_similarity_weight }) })
  const patch = {
    id,
    ...(body.name == null ? {} : { name: nameFrom(body.name) }),
    ...(body.description === undefined ? {} : { description: body.description ?? '' }),
    ...(body.avatar === undefined ? {} : { avatar: avatarFrom(body.avatar) }),
    ...(body.language === undefined ? {} : { language: languageFrom(body.language) }),
    ...(retrieval === undefined ? {} : { retrieval }),
  }
  const after = await saying({ conflict: 'Duplicated knowledgebase name in updating dataset.' }, () => knowledge.update(actor, patch))
  if (JSON.stringify(wanted) !== JSON.stringify(chunking)) await indexes.cutFromNowOn(actor, id, wanted)
  if (body.permission != null && body.permission !== permissionOf(after.sharing)) await shareBase(actor, { id, team: await sharedBy(actor, body.permission) })
  if (spelling === 'seed') return success()
  const [changed] = await shown(actor, [await knowledge.get(actor, id)], spelling)
  return success(changed)
}

/** Today's clients may choose another embedding model while nothing is embedded. */
async function changeEmbedding(actor: Actor, base: KnowledgeBase, wanted: string | null | undefined, spelling: Spelling): Promise<void> {
  if (wanted == null || wanted === base.embeddingModel) return
  if (spelling === 'seed') throw new AppError('invalid', "Can't change embedding_model.")
  const space = await models.embeddingSpaceOf(wanted)
  if (space.model !== base.embeddingModel) await saying({ conflict: "When chunk_count > 0, embedding_model can't be changed." }, () => indexes.embedWith(actor, base.id, space))
}

const remove = async ({ actor, json }: UserAsked): Promise<Response> => {
  const { ids, names, delete_all: isAll } = await json(deletionSchema)
  if (ids != null && ids.length > 0 && names != null && names.length > 0) throw new AppError('invalid', 'Either ids or names must be provided, but not both')
  const foreign = { not_found: "You don't own the dataset.", forbidden: "You don't own the dataset." }
  if (isAll === true) {
    const mine = (await knowledge.list(actor)).filter(({ sharing }) => sharing.may === 'manage' && sharing.ownerName === null)
    await knowledge.removeAll(actor, mine.map(({ id }) => id))
    return success()
  }
  const wanted = ids != null && ids.length > 0 ? idsOf(ids, 'dataset') : (await saying(foreign, () => listing.named(actor, names ?? []))).map(({ id }) => id)
  if (wanted.length === 0) throw new AppError('invalid', 'ids or names is required; to delete all datasets, send delete_all: true')
  await saying(foreign, () => knowledge.removeAll(actor, wanted))
  return success()
}

const list = (spelling: Spelling) => async ({ actor, query }: UserAsked): Promise<Response> => {
  const wanted = queryBy(listSchema(spelling).extend({ include_parsing_status: flagSchema.default(false) }), query)
  const request = { name: wanted.name, sortBy: wanted.orderby === 'create_time' ? 'createdAt' : 'updatedAt', isDescending: wanted.desc, ...offsetOf(wanted) } as const
  const { items, totalCount } = await saying({ not_found: "The dataset doesn't exist" }, () => listing.list(actor, { ...request, id: wanted.id === undefined ? undefined : idOf(wanted.id, 'dataset') }))
  const datasets = await shown(actor, items, spelling)
  if (spelling === 'seed') return success(datasets)
  const counts = wanted.include_parsing_status ? await indexes.stateCounts(actor, items.map(({ id }) => id)) : null
  const data = datasets.map((dataset, at) => ({ ...dataset, ...(counts === null ? {} : parsingStatus(counts.get(items[at]?.id ?? ''))) }))
  return Response.json({ code: 0, data, total_datasets: totalCount })
}

function parsingStatus(counts: Partial<Record<string, number>> = {}) {
  const sum = (...states: string[]): number => states.reduce((total, state) => total + (counts[state] ?? 0), 0)
  return {
    unstart_count: sum('unread'),
    running_count: sum('queued', 'parsing', 'embedding'),
    cancel_count: sum('cancelled'),
    done_count: sum('ready'),
    fail_count: sum('failed'),
  }
}

const get = async ({ actor, params }: UserAsked): Promise<Response> => {
  const [dataset] = await shown(actor, [await saying({ not_found: "The dataset doesn't exist" }, () => knowledge.get(actor, idOf(params.dataset_id ?? '', 'dataset')))], 'today')
  return success(dataset)
}

const routesAt = (path: string, spelling: Spelling): Route[] => [
  { method: 'POST', path, auth: 'user', scope: 'knowledge:write', handler: create(spelling) },
  { method: 'DELETE', path, auth: 'user', scope: 'knowledge:write', handler: remove },
  { method: 'GET', path, auth: 'user', scope: 'knowledge:read', handler: list(spelling) },
  { method: 'PUT', path: `${path}/:dataset_id`, auth: 'user', scope: 'knowledge:write', handler: update(spelling) },
]

export const datasetRoutes: readonly Route[] = [
  ...routesAt('/api/v1/dataset', 'seed'),
  ...routesAt('/api/v1/datasets', 'today'),
  { method: 'GET', path: '/api/v1/datasets/:dataset_id', auth: 'user', scope: 'knowledge:read', handler: get },
]
