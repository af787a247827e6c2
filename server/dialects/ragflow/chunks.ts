import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { chunkDraftSchema, chunkPatchSchema } from '@/server/chunks/schema'
import * as chunks from '@/server/chunks/service'
import type { Asked, Route } from '@/server/dialects/dialect'
import { chunkOf } from '@/server/dialects/ragflow/chunkFields'
import { documentsOf } from '@/server/dialects/ragflow/documentFields'
import { documentIn } from '@/server/dialects/ragflow/documents'
import { success } from '@/server/dialects/ragflow/envelope'
import { checked, flagSchema, hexOf, idOf, idsOf, namedSchema, offsetOf, pageSchema, pageSizeSchema, queryBy, requireUnchanged, type Spelling } from '@/server/dialects/ragflow/wire'
import type { Document } from '@/server/documents/schema'
import { AppError, notFound } from '@/server/errors'
import * as editChunks from '@/server/ingestion/editChunks'

type UserAsked = Asked & { readonly actor: Actor }

const listSchema = (spelling: Spelling) =>
  z.object({
    page: pageSchema,
    page_size: pageSizeSchema(spelling === 'seed' ? 1_024 : 30),
    keywords: z.string().max(200).default(''),
    id: z.string().optional(),
    available: flagSchema.optional(),
    available_int: flagSchema.optional(),
  })

const list = (spelling: Spelling) => async ({ actor, params, query }: UserAsked): Promise<Response> => {
  const document = await documentIn(actor, params)
  const wanted = queryBy(listSchema(spelling), query)
  const { items, totalCount } =
    wanted.id === undefined
      ? await chunks.page(actor, { documentId: document.id, search: wanted.keywords, isEnabled: wanted.available ?? wanted.available_int, ...offsetOf(wanted) })
      : { items: [await chunkIn(actor, document, wanted.id)], totalCount: 1 }
  const [doc] = await documentsOf(actor, [document], spelling)
  return success({ chunks: items.map((chunk) => chunkOf(chunk, document, wanted.keywords)), doc, total: totalCount })
}

/** A passage of a document. @throws AppError not_found. */
async function chunkIn(actor: Actor, document: Document, id: string) {
  const chunk = await chunks.get(actor, idOf(id, 'passage'))
  if (chunk.documentId !== document.id) throw notFound('passage')
  return chunk
}

const get = async ({ actor, params }: UserAsked): Promise<Response> => {
  const document = await documentIn(actor, params)
  return success(chunkOf(await chunkIn(actor, document, params.chunk_id ?? ''), document))
}

const insertSchema = z.strictObject({
  document_id: z.string().nullish(),
  content: z.union([z.string(), z.array(z.string()).min(1, 'is required').max(100, 'has 100 passages at most')], '`content` is required'),
  important_keywords: z.array(z.string()).nullish(),
})

const insert = async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const body = await json(insertSchema)
  const document = await documentIn(actor, params)
  requireUnchanged({ document_id: body.document_id == null ? undefined : hexOf(body.document_id) }, { document_id: hexOf(document.id) })
  const drafts = [body.content].flat().map((text) => checked(chunkDraftSchema, { documentId: document.id, text, keywords: body.important_keywords ?? [] }))
  const added = []
  for (const draft of drafts) added.push(await editChunks.add(actor, draft))
  const now = new Date()
  const shown = added.map((chunk) => ({ ...chunkOf(chunk, document), create_time: now.toISOString().slice(0, 19).replace('T', ' '), create_timestamp: now.getTime() / 1_000 }))
  return success(typeof body.content === 'string' || shown.length === 1 ? { chunk: shown[0], chunks: shown } : { chunks: shown })
}

const updateSchema = z.strictObject({
  chunk_id: z.string().nullish(),
  knowledgebase_id: z.string().nullish(),
  dataset_id: z.string().nullish(),
  document_id: z.string().nullish(),
  name: z.string().nullish(),
  content: z.string().nullish(),
  important_keywords: z.array(z.string()).nullish(),
  status: flagSchema.nullish(),
  available: flagSchema.nullish(),
  available_int: flagSchema.nullish(),
})

const update = async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const body = await json(updateSchema)
  const document = await documentIn(actor, params)
  const base = hexOf(document.knowledgeBaseId)
  const sent = { document_id: hexed(body.document_id), knowledgebase_id: hexed(body.knowledgebase_id), dataset_id: hexed(body.dataset_id) }
  requireUnchanged(sent, { document_id: hexOf(document.id), knowledgebase_id: base, dataset_id: base })
  if (body.name != null && body.name !== '' && body.name !== document.name) throw new AppError('invalid', 'The name of a chunk is that of its document; rename the document')
  const { id } = await chunkIn(actor, document, params.chunk_id ?? body.chunk_id ?? '')
  const isEnabled = body.available ?? body.available_int ?? body.status
  const patch = checked(chunkPatchSchema, {
    id,
    ...(body.content == null ? {} : { text: body.content }),
    ...(body.important_keywords == null ? {} : { keywords: body.important_keywords }),
    ...(isEnabled == null ? {} : { isEnabled }),
  })
  await editChunks.edit(actor, patch)
  return success()
}

const hexed = (id: string | null | undefined): string | undefined => (id == null ? undefined : hexOf(id))

const switchSchema = z.strictObject({ chunk_ids: z.array(z.string()).min(1, 'is required').max(1_000), available: flagSchema.optional(), available_int: flagSchema.optional() })

/** Switches passages on or off: all that are named, or, when one is not there, none. */
const switchAll = async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const body = await json(switchSchema)
  const document = await documentIn(actor, params)
  const isEnabled = body.available ?? body.available_int
  if (isEnabled === undefined) throw new AppError('invalid', '`available` or `available_int` is required')
  const found = []
  for (const id of body.chunk_ids) found.push(await chunkIn(actor, document, id))
  for (const { id } of found) await editChunks.edit(actor, { id, isEnabled })
  return success()
}

const removeSchema = z.strictObject({ chunks: namedSchema.nullish(), chunk_ids: namedSchema.nullish(), delete_all: z.boolean().optional() })

const remove = async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const body = await json(removeSchema)
  const document = await documentIn(actor, params)
  const ids = body.delete_all === true ? await allOf(actor, document) : idsOf(body.chunk_ids ?? body.chunks ?? [], 'passage')
  if (ids.length === 0 && body.delete_all !== true) throw new AppError('invalid', '`chunks` or `chunk_ids` is required; to delete all chunks, send delete_all: true')
  if (ids.length > 0) await editChunks.remove(actor, { documentId: document.id, ids })
  return success()
}

async function allOf(actor: Actor, { id: documentId }: Document): Promise<string[]> {
  const ids: string[] = []
  for (let page = await chunks.list(actor, { documentId, limit: 200 }); page.length > 0; page = await chunks.list(actor, { documentId, limit: 200, afterIndex: page.at(-1)?.index ?? 0 })) ids.push(...page.map(({ id }) => id))
  return ids
}

const inSeed = '/api/v1/dataset/:dataset_id/document/:document_id/chunk'
const inToday = '/api/v1/datasets/:dataset_id/documents/:document_id/chunks'

export const chunkRoutes: readonly Route[] = [
  { method: 'GET', path: inSeed, auth: 'user', scope: 'knowledge:read', handler: list('seed') },
  { method: 'POST', path: inSeed, auth: 'user', scope: 'knowledge:write', handler: insert },
  { method: 'PUT', path: inSeed, auth: 'user', scope: 'knowledge:write', handler: update },
  { method: 'DELETE', path: inSeed, auth: 'user', scope: 'knowledge:write', handler: remove },
  { method: 'GET', path: inToday, auth: 'user', scope: 'knowledge:read', handler: list('today') },
  { method: 'POST', path: inToday, auth: 'user', scope: 'knowledge:write', handler: insert },
  { method: 'PATCH', path: inToday, auth: 'user', scope: 'knowledge:write', handler: switchAll },
  { method: 'DELETE', path: inToday, auth: 'user', scope: 'knowledge:write', handler: remove },
  { method: 'GET', path: `${inToday}/:chunk_id`, auth: 'user', scope: 'knowledge:read', handler: get },
  { method: 'PUT', path: `${inToday}/:chunk_id`, auth: 'user', scope: 'knowledge:write', handler: update },
  { method: 'PATCH', path: `${inToday}/:chunk_id`, auth: 'user', scope: 'knowledge:write', handler: update },
]
