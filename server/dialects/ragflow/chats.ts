import { z } from 'zod'
import { type Assistant, assistantDraftSchema, assistantPatchSchema } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import type { Actor } from '@/server/auth/actor'
import type { Asked, Route } from '@/server/dialects/dialect'
import { chatOf, chatSchema, draftFrom, patchFrom } from '@/server/dialects/ragflow/assistantFields'
import { datasetOf } from '@/server/dialects/ragflow/datasets'
import { success } from '@/server/dialects/ragflow/envelope'
import { checked, deletionSchema, idOf, idsOf, listSchema, queryBy, saying, type Spelling } from '@/server/dialects/ragflow/wire'
import { AppError, notFound } from '@/server/errors'
import { defaultChunking } from '@/server/ingestion/schema'
import * as indexes from '@/server/knowledge/indexes'
import * as knowledge from '@/server/knowledge/service'

type UserAsked = Asked & { readonly actor: Actor }

const foreign = { not_found: "You don't own the chat." }
const foreignBase = { not_found: "You don't own the dataset." }

async function shown(actor: Actor, assistant: Assistant, spelling: Spelling) {
  const bases = await knowledge.some(actor, assistant.knowledgeBaseIds)
  const chunkings = await indexes.chunkingOf(actor, assistant.knowledgeBaseIds)
  return chatOf(actor, assistant, bases.map((base) => datasetOf(actor, base, chunkings.get(base.id) ?? defaultChunking, spelling)), spelling)
}

/** The bases of an assistant are searched with one model. @throws AppError not_found, invalid. */
async function requireBases(actor: Actor, ids: readonly string[]): Promise<void> {
  await saying(foreignBase, () => knowledge.requireAll(actor, ids))
  const bases = await knowledge.some(actor, ids)
  if (new Set(bases.map(({ embeddingModel }) => embeddingModel)).size > 1) throw new AppError('invalid', 'Datasets use different embedding models.')
}

const create = (spelling: Spelling) => async ({ actor, json }: UserAsked): Promise<Response> => {
  const draft = await draftFrom(actor, await json(chatSchema))
  if (draft.name.trim() === '') throw new AppError('invalid', '`name` is required.')
  if (spelling === 'seed' && (draft.knowledgeBaseIds ?? []).length === 0) throw new AppError('invalid', '`knowledgebases` is required.')
  await requireBases(actor, draft.knowledgeBaseIds ?? [])
  const assistant = await saying({ conflict: 'Duplicated assistant name in creating dataset.' }, () => assistants.create(actor, checked(assistantDraftSchema, draft)))
  return success(await shown(actor, assistant, spelling))
}

/** The id stands in the body on the seed's path, and in today's path. */
const update = (spelling: Spelling) => async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const chat = await json(chatSchema)
  const before = await saying(foreign, () => assistants.get(actor, idOf(params.chat_id ?? chat.id ?? '', 'chat')))
  if (chat.name != null && chat.name.trim() === '') throw new AppError('invalid', '`name` is not empty.')
  const patch = await patchFrom(actor, chat, before)
  if (patch.knowledgeBaseIds !== undefined) await requireBases(actor, patch.knowledgeBaseIds)
  const after = await saying({ conflict: 'Duplicated assistant name in updating dataset.' }, () => assistants.update(actor, checked(assistantPatchSchema, { id: before.id, ...patch })))
  return success(spelling === 'seed' ? true : await shown(actor, after, spelling))
}

/** The reference gives PUT for deleting, without a body; with one it is a change. */
const updateOrRemove = async (asked: UserAsked): Promise<Response> => {
  const { headers } = asked.request
  const isEmpty = !headers.has('transfer-encoding') && (headers.get('content-length') ?? '0') === '0'
  return isEmpty ? remove(asked) : update('seed')(asked)
}

const remove = async ({ actor, params }: UserAsked): Promise<Response> => {
  await saying(foreign, () => assistants.remove(actor, idOf(params.chat_id ?? '', 'chat')))
  return success(true)
}

const removeMany = async ({ actor, json }: UserAsked): Promise<Response> => {
  const { ids, delete_all: isAll } = await json(deletionSchema)
  const wanted = isAll === true ? (await assistants.list(actor)).filter(({ sharing }) => sharing.ownerName === null).map(({ id }) => id) : idsOf(ids ?? [], 'chat')
  if (wanted.length === 0 && isAll !== true) throw new AppError('invalid', 'ids is required; to delete all chats, send delete_all: true')
  await saying(foreign, () => assistants.removeAll(actor, wanted))
  return success()
}

const list = (spelling: Spelling) => async ({ actor, query }: UserAsked): Promise<Response> => {
  const wanted = queryBy(listSchema(spelling).extend({ keywords: z.string().optional() }), query)
  const id = wanted.id === undefined ? undefined : await saying({ not_found: "The chat doesn't exist" }, () => idOf(wanted.id ?? '', 'chat'))
  const keywords = wanted.keywords?.toLowerCase() ?? ''
  const all = await assistants.list(actor)
  const found = all.filter((one) => (id === undefined || one.id === id) && (wanted.name === undefined || one.name === wanted.name) && one.name.toLowerCase().includes(keywords))
  if (found.length === 0 && (id !== undefined || wanted.name !== undefined)) throw new AppError('not_found', "The chat doesn't exist", { cause: notFound('assistant') })
  const field = wanted.orderby === 'create_time' ? 'createdAt' : 'updatedAt'
  const sorted = found.toSorted((one, other) => (one[field].getTime() - other[field].getTime() || (one.id < other.id ? -1 : 1)) * (wanted.desc ? -1 : 1))
  const page = sorted.slice((wanted.page - 1) * wanted.page_size, wanted.page * wanted.page_size)
  const chats = []
  for (const assistant of page) chats.push(await shown(actor, await assistants.get(actor, assistant.id), spelling))
  return success(chats)
}

const get = async ({ actor, params }: UserAsked): Promise<Response> => {
  const assistant = await saying({ not_found: "The chat doesn't exist" }, () => assistants.get(actor, idOf(params.chat_id ?? '', 'chat')))
  return success(await shown(actor, assistant, 'today'))
}

export const chatRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/v1/chat', auth: 'user', scope: 'chat', handler: create('seed') },
  { method: 'GET', path: '/api/v1/chat', auth: 'user', scope: 'chat', handler: list('seed') },
  { method: 'PUT', path: '/api/v1/chat', auth: 'user', scope: 'chat', handler: update('seed') },
  { method: 'PUT', path: '/api/v1/chat/:chat_id', auth: 'user', scope: 'chat', handler: updateOrRemove },
  { method: 'DELETE', path: '/api/v1/chat/:chat_id', auth: 'user', scope: 'chat', handler: remove },
  { method: 'POST', path: '/api/v1/chats', auth: 'user', scope: 'chat', handler: create('today') },
  { method: 'GET', path: '/api/v1/chats', auth: 'user', scope: 'chat', handler: list('today') },
  { method: 'DELETE', path: '/api/v1/chats', auth: 'user', scope: 'chat', handler: removeMany },
  { method: 'GET', path: '/api/v1/chats/:chat_id', auth: 'user', scope: 'chat', handler: get },
  { method: 'PUT', path: '/api/v1/chats/:chat_id', auth: 'user', scope: 'chat', handler: update('today') },
  { method: 'PATCH', path: '/api/v1/chats/:chat_id', auth: 'user', scope: 'chat', handler: update('today') },
]
