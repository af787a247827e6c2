import { openAsBlob } from 'node:fs'
import { extname } from 'node:path'
import { z } from 'zod'
import { fileHeaders } from '@/server/files/fileHeaders'
import type { Actor } from '@/server/auth/actor'
import type { Asked, Route } from '@/server/dialects/dialect'
import { documentsOf, statesOf } from '@/server/dialects/ragflow/documentFields'
import { success } from '@/server/dialects/ragflow/envelope'
import { chunkingFrom, parserConfigSchema } from '@/server/dialects/ragflow/parserConfig'
import { checked, deletionSchema, flagSchema, hexOf, idOf, idsOf, listSchema, namedSchema, offsetOf, queryBy, requireUnchanged, saying, type Spelling } from '@/server/dialects/ragflow/wire'
import * as actions from '@/server/documents/actions'
import { importPage } from '@/server/documents/importPage'
import { list as listDocuments } from '@/server/documents/listing'
import * as onDemand from '@/server/documents/onDemand'
import { receiveFiles } from '@/server/documents/receiveFiles'
import { type Document, documentPatchSchema, metadataSchema } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { AppError } from '@/server/errors'
import { filePath } from '@/server/files/store'
import { defaultChunking } from '@/server/ingestion/schema'
import * as indexes from '@/server/knowledge/indexes'

type UserAsked = Asked & { readonly actor: Actor }

const foreignBase = { not_found: "You don't own the dataset." }

/** The dataset of a path, which the actor may see. @throws AppError not_found. */
export async function datasetIn(actor: Actor, params: Asked['params']): Promise<string> {
  return saying(foreignBase, async () => {
    const id = idOf(params.dataset_id ?? '', 'dataset')
    await indexes.activeIndex(actor, id)
    return id
  })
}

/** The document of a path, which is one of its dataset. @throws AppError not_found. */
export async function documentIn(actor: Actor, params: Asked['params'], sent = params.document_id): Promise<Document> {
  const dataset = await datasetIn(actor, params)
  return saying({ not_found: 'The document does not exist in this dataset.' }, async () => {
    const id = idOf(sent ?? '', 'document')
    await onDemand.requireIn(actor, dataset, [id])
    return documents.get(actor, id)
  })
}

/** Stores files without reading them. */
const upload = (spelling: Spelling) => async ({ actor, params, query, request, json }: UserAsked): Promise<Response> => {
  const dataset = await datasetIn(actor, params)
  const type = query.get('type') ?? 'local'
  if (type !== 'local' && type !== 'web') throw new AppError('invalid', `Documents of the type ${type} are not built here; send a file, or the type web with a url`)
  const added = type === 'web' ? [await importPage(actor, { knowledgeBaseId: dataset, ...(await json(webSchema)) }, request.signal, { isUnread: true })] : await receiveFiles(actor, dataset, request, { isUnread: true })
  return spelling === 'seed' ? success() : success(await documentsOf(actor, added, spelling))
}
const webSchema = z.strictObject({ url: z.string() })

const download = async ({ actor, params }: UserAsked): Promise<Response> => {
  const { id } = await documentIn(actor, params)
  const { name, size, storageKey } = await documents.file(actor, id)
  if (size === 0) throw new AppError('invalid', 'This file is empty.')
  const file = await openAsBlob(filePath(storageKey))
  return new Response(file, { headers: { ...fileHeaders(name), 'content-length': String(size) } })
}

/** Milliseconds, of years that either database knows. */
const moment = z.coerce.number('is a time in milliseconds').min(0, 'is a time in milliseconds').max(253_402_300_799_999, 'is a time in milliseconds').transform((value) => new Date(value))
const listed = (value: string): string[] => value.split(',').map((part) => part.trim()).filter((part) => part !== '')

const documentListSchema = (spelling: Spelling) =>
  listSchema(spelling).extend({
    keywords: z.string().max(255).default(''),
    run: z.string().optional(),
    suffix: z.string().optional(),
    create_time_from: moment.optional(),
    create_time_to: moment.optional(),
  })

const list = (spelling: Spelling) => async ({ actor, params, query }: UserAsked): Promise<Response> => {
  const dataset = await datasetIn(actor, params)
  if (query.has('metadata_condition')) throw new AppError('invalid', 'metadata_condition is not built here; leave it out')
  const wanted = queryBy(documentListSchema(spelling), query)
  const { items, totalCount } = await listDocuments(actor, {
    knowledgeBaseId: dataset,
    search: wanted.keywords,
    states: (wanted.run === undefined ? [] : listed(wanted.run)).flatMap(knownStates),
    sortBy: wanted.orderby === 'create_time' ? 'added' : 'updated',
    isDescending: wanted.desc,
    ...(wanted.id === undefined ? {} : { ids: [idOf(wanted.id, 'document')] }),
    ...(wanted.name === undefined ? {} : { name: wanted.name }),
    ...(wanted.suffix === undefined ? {} : { extensions: listed(wanted.suffix.toLowerCase()) }),
    ...(wanted.create_time_from === undefined ? {} : { addedFrom: wanted.create_time_from }),
    ...(wanted.create_time_to === undefined ? {} : { addedTo: wanted.create_time_to }),
    ...offsetOf(wanted),
  })
  return success({ docs: await documentsOf(actor, items, spelling), total: totalCount })
}

function knownStates(run: string) {
  const states = statesOf(run)
  if (states.length === 0) throw new AppError('invalid', `run: ${run} is none of UNSTART, RUNNING, CANCEL, DONE, FAIL`)
  return states
}

const count = z.number().nullish()
const bodySchema = z.looseObject({
  document_id: z.string().nullish(),
  document_name: z.string().nullish(),
  name: z.string().nullish(),
  thumbnail: z.string().nullish(),
  knowledgebase_id: z.string().nullish(),
  dataset_id: z.string().nullish(),
  parser_method: z.string().nullish(),
  chunk_method: z.string().nullish(),
  parser_config: parserConfigSchema.nullish(),
  enabled: flagSchema.nullish(),
  status: flagSchema.nullish(),
  meta_fields: metadataSchema.nullish(),
  chunk_count: count,
  token_count: count,
  progress: count,
})

/** What is the server's to say, and may come back with a document. */
const others = ['source_type', 'type', 'created_by', 'size', 'progress_msg', 'process_begin_at', 'process_duation', 'process_duration', 'create_date', 'create_time', 'update_date', 'update_time', 'location', 'run', 'id', 'source']

const update = (spelling: Spelling) => async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const body = await json(bodySchema)
  const unknown = Object.keys(body).find((field) => !Object.hasOwn(bodySchema.shape, field) && !others.includes(field))
  if (unknown !== undefined) throw new AppError('invalid', `${unknown} is nothing that a document has here; leave it out`)
  const document = await documentIn(actor, params, params.document_id ?? body.document_id ?? '')
  const [shown] = await documentsOf(actor, [document], spelling)
  requireUnchanged(withHexIds(body), { document_id: hexOf(document.id), knowledgebase_id: hexOf(document.knowledgeBaseId), dataset_id: hexOf(document.knowledgeBaseId), chunk_count: document.chunkCount, token_count: document.tokenCount, progress: shown?.progress })
  const name = body.document_name ?? body.name
  if (name != null && extname(name).toLowerCase() !== extname(document.name).toLowerCase()) throw new AppError('invalid', "The extension of file can't be changed")
  const before = document.chunking ?? (await indexes.chunkingOf(actor, [document.knowledgeBaseId])).get(document.knowledgeBaseId) ?? defaultChunking
  const chunking = chunkingFrom(before, { method: body.parser_method ?? body.chunk_method, config: body.parser_config })
  const isEnabled = body.enabled ?? body.status
  const patch = checked(documentPatchSchema, {
    id: document.id,
    ...(name == null ? {} : { name }),
    ...(body.thumbnail === undefined ? {} : { thumbnail: body.thumbnail }),
    ...(isEnabled == null ? {} : { isEnabled }),
    ...(body.meta_fields == null ? {} : { metadata: body.meta_fields }),
  })
  await saying({ conflict: 'Duplicated document name in the same knowledgebase.' }, () => documents.update(actor, patch))
  if (JSON.stringify(chunking) !== JSON.stringify(before)) await onDemand.cutAnew(actor, document.id, chunking)
  if (spelling === 'seed') return success()
  const [after] = await documentsOf(actor, [await documents.get(actor, document.id)], spelling)
  return success(after)
}

/** Ids in the form in which they are compared. */
function withHexIds(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).flatMap(([field, value]) => (value === null ? [] : [[field, typeof value === 'string' && field.endsWith('_id') ? hexOf(value) : value]])))
}

const remove = async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const dataset = await datasetIn(actor, params)
  const { ids, delete_all: isAll } = await json(deletionSchema)
  const wanted = isAll === true ? await allIn(actor, dataset) : idsOf(ids ?? [], 'document')
  if (isAll === true && wanted.length === 0) return success()
  if (wanted.length === 0) throw new AppError('invalid', 'ids is required; to delete all documents, send delete_all: true')
  await onDemand.requireIn(actor, dataset, wanted)
  await actions.remove(actor, wanted)
  return success()
}

async function allIn(actor: Actor, knowledgeBaseId: string): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const { items, totalCount } = await listDocuments(actor, { knowledgeBaseId, offset: ids.length, limit: 1_024 })
    ids.push(...items.map(({ id }) => id))
    if (items.length === 0 || ids.length >= totalCount) return ids
  }
}

const documentsSchema = z.strictObject({ documents: namedSchema.nullish(), document_ids: namedSchema.nullish() })

async function namedIn({ actor, params, json }: UserAsked): Promise<string[]> {
  const dataset = await datasetIn(actor, params)
  const body = await json(documentsSchema)
  const ids = idsOf(body.document_ids ?? body.documents ?? [], 'document')
  if (ids.length === 0) throw new AppError('invalid', 'Name the documents: `documents` or `document_ids` is required')
  await onDemand.requireIn(actor, dataset, ids)
  return ids
}

const parse = async (asked: UserAsked): Promise<Response> => {
  await onDemand.read(asked.actor, await namedIn(asked))
  return success()
}

const stop = async (asked: UserAsked): Promise<Response> => {
  await actions.cancel(asked.actor, await namedIn(asked))
  return success()
}

const inSeed = '/api/v1/dataset/:dataset_id'
const inToday = '/api/v1/datasets/:dataset_id'

export const documentRoutes: readonly Route[] = [
  { method: 'POST', path: `${inSeed}/document`, auth: 'user', scope: 'knowledge:write', handler: upload('seed') },
  { method: 'GET', path: `${inSeed}/document/:document_id`, auth: 'user', scope: 'knowledge:read', handler: download },
  { method: 'DELETE', path: `${inSeed}/document`, auth: 'user', scope: 'knowledge:write', handler: remove },
  { method: 'GET', path: `${inSeed}/info`, auth: 'user', scope: 'knowledge:read', handler: list('seed') },
  { method: 'PUT', path: `${inSeed}/info/:document_id`, auth: 'user', scope: 'knowledge:write', handler: update('seed') },
  // Its reference gives both places.
  { method: 'PUT', path: `${inSeed}/document`, auth: 'user', scope: 'knowledge:write', handler: update('seed') },
  { method: 'POST', path: `${inSeed}/chunk`, auth: 'user', scope: 'knowledge:write', handler: parse },
  { method: 'DELETE', path: `${inSeed}/chunk`, auth: 'user', scope: 'knowledge:write', handler: stop },
  { method: 'POST', path: `${inToday}/documents`, auth: 'user', scope: 'knowledge:write', handler: upload('today') },
  { method: 'GET', path: `${inToday}/documents`, auth: 'user', scope: 'knowledge:read', handler: list('today') },
  { method: 'DELETE', path: `${inToday}/documents`, auth: 'user', scope: 'knowledge:write', handler: remove },
  { method: 'GET', path: `${inToday}/documents/:document_id`, auth: 'user', scope: 'knowledge:read', handler: download },
  { method: 'PUT', path: `${inToday}/documents/:document_id`, auth: 'user', scope: 'knowledge:write', handler: update('today') },
  { method: 'PATCH', path: `${inToday}/documents/:document_id`, auth: 'user', scope: 'knowledge:write', handler: update('today') },
  { method: 'POST', path: `${inToday}/chunks`, auth: 'user', scope: 'knowledge:write', handler: parse },
  { method: 'DELETE', path: `${inToday}/chunks`, auth: 'user', scope: 'knowledge:write', handler: stop },
]
