import { version } from '@/package.json'
import type { Dialect } from '@/server/dialects/dialect'
import { documentRoutes } from '@/server/dialects/ragChat/documents'
import { sendRoutes } from '@/server/dialects/ragChat/send'
import { sessionRoutes } from '@/server/dialects/ragChat/sessions'

/** RAG Chat API: chat over documents as server-sent events, its sessions, and documents. */
export const ragChat: Dialect = {
  routes: [{ method: 'GET', path: '/health', auth: 'anybody', handler: async () => Response.json({ status: 'healthy', version }) }, ...sendRoutes, ...sessionRoutes, ...documentRoutes],
  failure: ({ status, message }) => Response.json({ detail: message }, { status }),
}
