import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { idOf, numberOf, numbersOf } from '@/server/conversations/numbers'
import { type Conversation, titleSchema } from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import type { Route } from '@/server/dialects/dialect'
import { bareName, unixSeconds } from '@/server/dialects/llmBackend/format'
import { pageOf } from '@/server/dialects/pageOf'
import { AppError } from '@/server/errors'
import { idSchema } from '@/server/ids'
import { apiKeySchema } from '@/server/models/registry/schema'
import * as models from '@/server/models/service'

const draftSchema = z.object({ title: titleSchema, model: z.string().trim().min(1, 'Say which model'), api_key: apiKeySchema.or(z.literal('')).nullish() })

/** The conversation that is meant by a whole number or by our own id. @throws AppError invalid, not_found. */
export async function conversationOf(actor: Actor, reference: unknown): Promise<string> {
  if (idSchema.safeParse(reference).success) return (await conversations.find(actor, String(reference))).id
  const number = z.coerce.number().int().min(0).max(2_147_483_647).safeParse(reference)
  if (!number.success || reference === '' || reference === null) throw new AppError('invalid', 'Invalid conversation ID')
  return idOf(actor, number.data)
}

const modelOf = ({ modelId }: Conversation): string => (modelId === null ? '' : bareName(modelId))

export const conversationRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/conversations/create',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, json }) => {
      const { title, model, api_key: key } = await json(draftSchema)
      const apiKey = key == null || key === '' ? null : key
      const { id: modelId, providerId } = await (apiKey === null ? models.resolve(actor, { modelId: model }) : models.withOwnKey(actor, model))
      const conversation = await conversations.create(actor, { title, modelId })
      const last4 = apiKey === null ? null : await models.giveKey(actor, { conversationId: conversation.id, providerId, apiKey })
      return Response.json({ conversation_id: await numberOf(conversation.id), title, model, api_key: last4 === null ? '' : `****${last4}`, created_time: unixSeconds(conversation.createdAt) })
    },
  },
  {
    method: 'GET',
    path: '/api/conversations/history/:conversation_id',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, params }) => {
      const conversation = await conversations.get(actor, await conversationOf(actor, params.conversation_id))
      const said = conversation.messages.filter(({ role, content }) => role !== 'system' && content !== '')
      return Response.json({
        conversation_id: await numberOf(conversation.id),
        title: conversation.title,
        model: modelOf(conversation),
        messages: said.map(({ role, content }, at) => ({ role, content, message_id: at + 1 })),
        created_time: unixSeconds(conversation.createdAt),
      })
    },
  },
  {
    method: 'GET',
    path: '/api/conversations/list',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, query }) => {
      const { items } = await conversations.all(actor, { sortBy: 'createdAt', ...pageOf(query) })
      const numbers = await numbersOf(items.map(({ id }) => id))
      return Response.json(items.map(({ id, title, createdAt }) => ({ conversation_id: numbers.get(id), title, created_time: unixSeconds(createdAt) })))
    },
  },
  {
    method: 'POST',
    path: '/api/conversations/del/:conversation_id',
    auth: 'user',
    scope: 'chat',
    handler: async ({ actor, params }) => {
      await conversations.remove(actor, await conversationOf(actor, params.conversation_id))
      return Response.json({ message: 'Conversation deleted successfully' })
    },
  },
]
