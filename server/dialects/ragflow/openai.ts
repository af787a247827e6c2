import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import type { Asked, Route } from '@/server/dialects/dialect'
import { referenceOf } from '@/server/dialects/ragflow/sessionFields'
import { chatIn } from '@/server/dialects/ragflow/sessions'
import { answeredAsStream, answeredWhole } from '@/server/openai/answered'
import { completionRequestSchema } from '@/server/openai/schema'
import { startCompletion } from '@/server/openai/startCompletion'

/** A request of OpenAI's; the model is what its client calls the chat. Without a word it streams. */
const bodySchema = completionRequestSchema.extend({ extra_body: z.strictObject({ reference: z.boolean().default(false) }).nullish() })

/** A chat as a model of OpenAI's, by the same door as all assistants. */
async function complete({ actor, params, request, json }: Asked & { readonly actor: Actor }): Promise<Response> {
  const { extra_body, ...wanted } = await json(bodySchema)
  const { id } = await chatIn(actor, params)
  const answerId = await startCompletion(actor, { ...wanted, model: `assistant/${id}` })
  const wish = {
    model: wanted.model,
    origin: new URL(request.url).origin,
    includesUsage: wanted.stream_options?.include_usage ?? false,
    ...(extra_body?.reference === true ? { also: (message: Parameters<typeof referenceOf>[0]) => ({ reference: referenceOf(message) }) } : {}),
  }
  return wanted.stream === false ? answeredWhole(actor, answerId, wish, request.signal) : answeredAsStream(actor, answerId, wish, request.signal)
}

export const openaiRoutes: readonly Route[] = ['/api/v1/openai/:chat_id/chat/completions', '/api/v1/chats_openai/:chat_id/chat/completions'].map((path) => ({ method: 'POST', path, auth: 'user', scope: 'chat', handler: complete }))
