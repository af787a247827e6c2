import { z } from 'zod'
import { sessionDraftSchema } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import * as sessions from '@/server/assistants/sessions'
import type { Actor } from '@/server/auth/actor'
import * as exchanges from '@/server/conversations/exchanges'
import { removeMany } from '@/server/conversations/organise'
import { ratingSchema, titleSchema } from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import type { Asked, Route } from '@/server/dialects/dialect'
import { success } from '@/server/dialects/ragflow/envelope'
import { sessionOf } from '@/server/dialects/ragflow/sessionFields'
import { checked, deletionSchema, idOf, idsOf, listSchema, offsetOf, queryBy, saying, type Spelling } from '@/server/dialects/ragflow/wire'
import { AppError, notFound } from '@/server/errors'

type UserAsked = Asked & { readonly actor: Actor }

const foreignChat = { not_found: "You don't own the chat." }
const foreignSession = { not_found: "The chat doesn't own the session" }

/** The assistant of a path. @throws AppError not_found. */
export async function chatIn(actor: Actor, params: Asked['params'], sent = params.chat_id) {
  return saying(foreignChat, () => assistants.get(actor, idOf(sent ?? '', 'chat')))
}

/** A session of an assistant. @throws AppError not_found. */
export async function sessionIn(actor: Actor, assistantId: string, sent: string | undefined): Promise<string> {
  return saying(foreignSession, async () => {
    const id = idOf(sent ?? '', 'session')
    await sessions.requireIn(actor, assistantId, [id])
    return id
  })
}

const bodySchema = z.strictObject({
  name: z.string().nullish(),
  /** Values of the assistant's variables. */
  variables: z.record(z.string(), z.string()).nullish(),
})

function titleFrom(name: string | null | undefined): { title?: string } {
  if (name == null) return {}
  if (name.trim() === '') throw new AppError('invalid', '`name` can not be empty.')
  return { title: name }
}

const create = (spelling: Spelling) => async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const assistant = await chatIn(actor, params)
  const body = await json(bodySchema)
  const id = await sessions.create(actor, checked(sessionDraftSchema, { assistantId: assistant.id, ...titleFrom(body.name), variables: body.variables ?? {} }))
  return success(sessionOf(await conversations.get(actor, id), spelling))
}

const list = (spelling: Spelling) => async ({ actor, params, query }: UserAsked): Promise<Response> => {
  const assistant = await chatIn(actor, params)
  const wanted = queryBy(listSchema(spelling), query)
  const { items } = await sessions.withMessages(actor, assistant.id, {
    id: wanted.id === undefined ? undefined : await sessionIn(actor, assistant.id, wanted.id),
    title: wanted.name,
    sortBy: wanted.orderby === 'create_time' ? 'createdAt' : 'updatedAt',
    isDescending: wanted.desc,
    ...offsetOf(wanted),
  })
  return success(items.map((item) => sessionOf(item, spelling)))
}

const get = async ({ actor, params }: UserAsked): Promise<Response> => {
  const assistant = await chatIn(actor, params)
  return success(sessionOf(await conversations.get(actor, await sessionIn(actor, assistant.id, params.session_id)), 'today'))
}

const renameSchema = z.looseObject({ name: z.string().nullish() })

const rename = (spelling: Spelling) => async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const assistant = await chatIn(actor, params)
  const id = await sessionIn(actor, assistant.id, params.session_id)
  const { name, ...others } = await json(renameSchema)
  const [other] = Object.keys(others)
  if (other !== undefined) throw new AppError('invalid', `\`${other}\` can not be change`)
  const { title } = titleFrom(name)
  if (title === undefined) throw new AppError('invalid', '`name` is required')
  await conversations.rename(actor, id, checked(titleSchema, title))
  return spelling === 'seed' ? success() : success(sessionOf(await conversations.get(actor, id), spelling))
}

const remove = async ({ actor, params }: UserAsked): Promise<Response> => {
  const assistant = await chatIn(actor, params)
  await conversations.remove(actor, await sessionIn(actor, assistant.id, params.session_id))
  return success()
}

const removeSome = async ({ actor, params, json }: UserAsked): Promise<Response> => {
  const assistant = await chatIn(actor, params)
  const { ids, delete_all: isAll } = await json(deletionSchema)
  const wanted = isAll === true ? await sessions.idsOf(actor, assistant.id) : idsOf(ids ?? [], 'session')
  if (wanted.length === 0 && isAll !== true) throw new AppError('invalid', 'ids is required; to delete all sessions, send delete_all: true')
  await saying(foreignSession, () => sessions.requireIn(actor, assistant.id, wanted))
  await removeMany(actor, wanted)
  return success()
}

/** A message of a session. @throws AppError not_found. */
async function messageIn({ actor, params }: UserAsked) {
  const assistant = await chatIn(actor, params)
  const session = await conversations.get(actor, await sessionIn(actor, assistant.id, params.session_id))
  const id = idOf(params.message_id ?? '', 'message')
  const message = session.messages.find((one) => one.id === id)
  if (message === undefined) throw notFound('message')
  return { message, session }
}

/** A question goes with its answers, and an answer with its question. */
const removePair = async (asked: UserAsked): Promise<Response> => {
  const { message, session } = await messageIn(asked)
  await exchanges.removeExchange(asked.actor, message.role === 'user' ? message.id : (message.parentId ?? message.id))
  return success(sessionOf(await conversations.get(asked.actor, session.id), 'today'))
}

const feedbackSchema = z.strictObject({ thumbup: z.boolean('is true or false').nullable(), feedback: z.string().nullish() })

const rate = async (asked: UserAsked): Promise<Response> => {
  const { thumbup, feedback } = await asked.json(feedbackSchema)
  const { message, session } = await messageIn(asked)
  await exchanges.rate(asked.actor, checked(ratingSchema, { id: message.id, feedback: thumbup === null ? null : thumbup ? 'up' : 'down', text: feedback ?? '' }))
  return success(sessionOf(await conversations.get(asked.actor, session.id), 'today'))
}

const inSeed = '/api/v1/chat/:chat_id/session'
const inToday = '/api/v1/chats/:chat_id/sessions'

export const sessionRoutes: readonly Route[] = [
  { method: 'POST', path: inSeed, auth: 'user', scope: 'chat', handler: create('seed') },
  { method: 'GET', path: inSeed, auth: 'user', scope: 'chat', handler: list('seed') },
  { method: 'PUT', path: `${inSeed}/:session_id`, auth: 'user', scope: 'chat', handler: rename('seed') },
  { method: 'DELETE', path: `${inSeed}/:session_id`, auth: 'user', scope: 'chat', handler: remove },
  { method: 'POST', path: inToday, auth: 'user', scope: 'chat', handler: create('today') },
  { method: 'GET', path: inToday, auth: 'user', scope: 'chat', handler: list('today') },
  { method: 'DELETE', path: inToday, auth: 'user', scope: 'chat', handler: removeSome },
  { method: 'GET', path: `${inToday}/:session_id`, auth: 'user', scope: 'chat', handler: get },
  { method: 'PUT', path: `${inToday}/:session_id`, auth: 'user', scope: 'chat', handler: rename('today') },
  { method: 'PATCH', path: `${inToday}/:session_id`, auth: 'user', scope: 'chat', handler: rename('today') },
  { method: 'DELETE', path: `${inToday}/:session_id/messages/:message_id`, auth: 'user', scope: 'chat', handler: removePair },
  { method: 'PUT', path: `${inToday}/:session_id/messages/:message_id/feedback`, auth: 'user', scope: 'chat', handler: rate },
]
