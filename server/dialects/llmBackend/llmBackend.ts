import type { Dialect } from '@/server/dialects/dialect'
import { chatRoutes } from '@/server/dialects/llmBackend/chat'
import { conversationRoutes } from '@/server/dialects/llmBackend/conversations'
import { documentRoutes } from '@/server/dialects/llmBackend/documents'
import { knowledgeRoutes } from '@/server/dialects/llmBackend/knowledge'
import { userRoutes } from '@/server/dialects/llmBackend/users'

/** llm-backend-api: users, conversations with whole numbers as ids, streamed chat, knowledge bases. */
export const llmBackend: Dialect = {
  routes: [...userRoutes, ...conversationRoutes, ...chatRoutes, ...knowledgeRoutes, ...documentRoutes],
  // It knows neither 409 nor 502.
  failure: ({ kind, status, message }) => Response.json({ error: message }, { status: kind === 'conflict' ? 400 : kind === 'upstream_failed' ? 500 : status }),
}
