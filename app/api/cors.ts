import { config } from '@/server/config'

/** What pages of other origins may send and read. */
const sent = 'authorization, content-type, accept, last-event-id, x-api-key, idempotency-key'
const read = 'retry-after, content-disposition, x-request-id, ratelimit-limit, ratelimit-remaining, ratelimit-reset'
const methods = 'GET, POST, PUT, PATCH, DELETE, OPTIONS'
const preflightSeconds = 12 * 3_600

/** A route handler that pages of the origins in CORS_ORIGINS may call, with its answers to their preflights. */
export function withCors<C>(handler: (request: Request, context: C) => Promise<Response>) {
  return async (request: Request, context: C): Promise<Response> => {
    const allowed = allowanceFor(request.headers.get('origin'))
    if (request.method === 'OPTIONS') {
      const preflight = { 'access-control-allow-methods': methods, 'access-control-allow-headers': sent, 'access-control-max-age': String(preflightSeconds) }
      return new Response(null, { status: 204, headers: { allow: methods, vary: 'Origin', ...allowed, ...(Object.keys(allowed).length === 0 ? {} : preflight) } })
    }
    const response = await handler(request, context)
    response.headers.append('vary', 'Origin')
    for (const [name, value] of Object.entries(allowed)) response.headers.set(name, value)
    return response
  }
}

/** An origin that is named may send cookies; where everybody may ask, nobody may. */
function allowanceFor(origin: string | null): Record<string, string> {
  if (origin === null) return {}
  const exposed = { 'access-control-expose-headers': read }
  if (config.corsOrigins.includes(origin)) return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', ...exposed }
  return config.corsOrigins.includes('*') ? { 'access-control-allow-origin': '*', ...exposed } : {}
}
