import type { Dialect } from '@/server/dialects/dialect'

/** Chat-Backend: uploads over HTTP. Its sessions and chat are at its WebSocket. */
export const chatBackend: Dialect = {
  routes: [],
  failure: ({ status, message }) => Response.json({ message, data: null }, { status }),
}
