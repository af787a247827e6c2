import { z } from 'zod'
import { type Conversation, titleSchema } from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import type { Route } from '@/server/dialects/dialect'
import { pageOf } from '@/server/dialects/pageOf'
import { AppError } from '@/server/errors'
import { idSchema } from '@/server/ids'

const draftSchema = z.object({ name: titleSchema })
const patchSchema = draftSchema.extend({ updated_at: z.iso.datetime({ offset: true, local: true, error: 'updated_at is a time such as 2023-08-05T14:48:00.000Z' }).transform((time) => new Date(withZone(time))).refine((time) => time.getTime() >= 0, 'updated_at is after 1970').optional() })

/** Times without a zone are in UTC. */
const withZone = (time: string): string => (/(?:Z|[+-]\d\d:?\d\d)$/i.test(time) ? time : `${time}Z`)

/** @throws AppError invalid for what is no id. */
export function chatId(id: string | undefined): string {
  const parsed = idSchema.safeParse(id)
  if (!parsed.success) throw new AppError('invalid', 'The id of a chat is a UUID')
  return parsed.data.toLowerCase()
}

const toChat = ({ id, title, createdAt, updatedAt }: Conversation) => ({ id, name: title, created_at: createdAt.toISOString(), updated_at: updatedAt.toISOString() })

export const chatRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/chats',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, query }) => Response.json((await conversations.all(actor, { sortBy: 'updatedAt', ...pageOf(query) })).items.map(toChat)),
  },
  {
    method: 'GET',
    path: '/chats/:id',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, params }) => Response.json(toChat(await conversations.find(actor, chatId(params.id)))),
  },
  {
    method: 'POST',
    path: '/chats/create',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, json }) => {
      const { name: title } = await json(draftSchema)
      const chat = toChat(await conversations.create(actor, { title }))
      return Response.json(chat, { status: 201, headers: { location: `/chats/${chat.id}` } })
    },
  },
  {
    method: 'PUT',
    path: '/chats/update/:id',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, params, json }) => {
      const { name, updated_at } = await json(patchSchema)
      return Response.json(toChat(await conversations.rename(actor, chatId(params.id), name, updated_at)))
    },
  },
  {
    method: 'DELETE',
    path: '/chats/delete/:id',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, params }) => {
      const id = chatId(params.id)
      const chat = toChat(await conversations.find(actor, id))
      await conversations.remove(actor, id)
      return Response.json(chat)
    },
  },
]
