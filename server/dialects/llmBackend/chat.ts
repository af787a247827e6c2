import { z } from 'zod'
import type { TurnFormat } from '@/server/chat/turnStream'
import { questionTextSchema } from '@/server/conversations/schema'
import type { Asked, Route } from '@/server/dialects/dialect'
import { conversationOf } from '@/server/dialects/llmBackend/conversations'
import { settingsFor, topKSchema } from '@/server/dialects/llmBackend/topK'
import { streamed } from '@/server/dialects/streamed'
import { knownId } from '@/server/dialects/knownId'
import { newId } from '@/server/ids'

/** `internet` is ours. */
const messageSchema = z.object({ message: questionTextSchema, internet: z.boolean().default(false) })
const ragMessageSchema = messageSchema.extend({ conversation_id: z.union([z.int(), z.string()]), kb_id: z.string(), top_k: topKSchema })

/**
 * An object a line with an empty line behind it: messages, one done, and the full response after it. Its document calls this SSE, which
 * it is not without `data:` before the objects; `?sse=1` asks for that.
 */
function format({ query }: Asked): TurnFormat {
  const prefix = query.get('sse') === '1' ? 'data: ' : ''
  const line = (event: string, data: string): string => `${prefix}${JSON.stringify({ event, data })}\n\n`
  let whole = ''
  return {
    event: ({ event }) => {
      switch (event.type) {
        case 'delta':
          whole += event.text
          return line('message', event.text)
        case 'error':
          return line('error', event.message)
        case 'done':
          return event.status === 'failed' ? '' : line('done', 'Stream finished') + line('full_response', whole)
        case 'session':
        case 'activity':
        case 'citation':
          return ''
      }
    },
    broken: (message) => line('error', message),
  }
}

export const chatRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/chat/:conversation_id',
    auth: 'user',
    scope: 'chat',
    handler: async (asked) => {
      const { actor, params, json, request } = asked
      const conversationId = await conversationOf(actor, params.conversation_id)
      const { message: text, internet: searchesWeb } = await json(messageSchema)
      return streamed(actor, { conversationId, requestId: newId(), text, modelId: null, knowledgeBaseIds: [], searchesWeb }, format(asked), request.signal)
    },
  },
  {
    method: 'POST',
    path: '/api/rag/chat',
    auth: 'user',
    scope: 'chat',
    handler: async (asked) => {
      const { actor, json, request } = asked
      const { message: text, internet: searchesWeb, conversation_id, kb_id, top_k } = await json(ragMessageSchema)
      const conversationId = await conversationOf(actor, conversation_id)
      const knowledgeBaseIds = [knownId(kb_id, 'knowledge base')]
      return streamed(actor, { conversationId, requestId: newId(), text, modelId: null, knowledgeBaseIds, searchesWeb, retrieval: settingsFor(top_k) }, format(asked), request.signal)
    },
  },
]
