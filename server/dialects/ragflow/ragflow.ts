import type { Dialect } from '@/server/dialects/dialect'

/** RAGFlow's HTTP API: datasets, documents, chunks, chats that are our assistants, and their sessions. */
export const ragflow: Dialect = {
  routes: [],
  failure: ({ status, message }) => Response.json({ code: 102, message }, { status }),
}
