import { download, upload } from '@/server/dialects/chatBackend/uploads'
import type { Dialect } from '@/server/dialects/dialect'

/** Chat-Backend: uploads over HTTP. Its sessions and chat are at its WebSocket (app/dialects/socket.ts). */
export const chatBackend: Dialect = {
  routes: [
    { method: 'POST', path: '/upload', auth: 'user', scope: 'chat', handler: upload },
    { method: 'GET', path: '/uploads/:file', auth: 'user', scope: 'chat', takesQueryToken: true, handler: download },
  ],
  // It has one status for a file that is too large and for a form that lacks something.
  failure: ({ kind, status, message }) => Response.json({ message, data: null }, { status: kind === 'too_large' ? 400 : status }),
}
