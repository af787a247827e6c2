import { createMcpHandler } from '@modelcontextprotocol/server'
import { bounded } from '@/app/api/bounded'
import { withCors } from '@/app/api/cors'
import { failure, handle } from '@/app/api/handle'
import { actorFrom } from '@/server/auth/actorFrom'
import { AppError } from '@/server/errors'
import { log } from '@/server/log'
import { serverFor } from '@/server/mcp/server'
import { countRequest } from '@/server/usage/limits'

/** The Model Context Protocol over streamable HTTP: each request stands for itself, and is that of whoever its key or token names. */
const answer = withCors(
  handle(async (request: Request) => {
    const actor = await actorFrom(request.headers)
    if (actor === null) return unauthenticated()
    await countRequest(actor)
    const handler = createMcpHandler(() => serverFor(actor), { onerror: (error) => log.error('a request of the Model Context Protocol failed', error) })
    return handler.fetch(bounded(request))
  }),
)

/** Clients look for this header to learn that a key is wanted. */
function unauthenticated(): Response {
  const response = failure(new AppError('unauthenticated', 'Sign in first: send an API key as Authorization: Bearer sk-…'))
  response.headers.set('www-authenticate', 'Bearer realm="parley"')
  return response
}

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as POST }
