import { version } from '@/package.json'
import type { Dialect } from '@/server/dialects/dialect'

/** RAG Chat API: chat over documents as server-sent events, its sessions, and documents. */
export const ragChat: Dialect = {
  routes: [{ method: 'GET', path: '/health', auth: 'anybody', handler: async () => Response.json({ status: 'healthy', version }) }],
  failure: ({ status, message }) => Response.json({ detail: message }, { status }),
}
