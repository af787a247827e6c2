import type { IncomingMessage } from 'node:http'

/** The searches of RAGFlow, whose reference sends their question in the body of a GET. */
const searches = /^\/api\/v1\/datasets?\/[^/?]+\/retrieval\/?(?:\?|$)/

/** Turns such a request into the POST that means the same: a request of the web platform cannot be a GET with a body. */
export function postWithBody(request: IncomingMessage): void {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  if (request.method === 'GET' && hasBody && searches.test(request.url ?? '')) request.method = 'POST'
}
