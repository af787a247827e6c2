import type { Dialect } from '@/server/dialects/dialect'

/** llm-backend-api: users, conversations with whole numbers as ids, streamed chat, knowledge bases. */
export const llmBackend: Dialect = {
  routes: [],
  failure: ({ kind, status, message }) => Response.json({ error: message }, { status: kind === 'conflict' ? 400 : status }),
}
