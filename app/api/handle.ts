import { traced } from '@/app/api/traced'
import { bearerOf } from '@/server/auth/bearer'
import { config } from '@/server/config'
import { AppError, publicError } from '@/server/errors'
import { log } from '@/server/log'

/** A failure in the body of the JSON routes: `{ "error": { kind, message } }`, with its status and, where waiting helps, Retry-After. */
export function failure(error: unknown): Response {
  const { kind, status, message, retryAfter } = publicError(error)
  if (status >= 500) log.error('request failed', error)
  return Response.json({ error: { kind, message } }, { status, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } })
}

/**
 * Refuses a request that another site's page makes with our cookie. Browsers say where a request comes from; other clients have no cookie to lose,
 * and neither has who sends a bearer, beside which no cookie counts.
 */
export function refuseCrossSite(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD' || bearerOf(request.headers) !== undefined) return
  if (isFromElsewhere(request)) throw new AppError('forbidden', 'This request comes from another site')
}

/** A page of another site made it, and not one that CORS_ORIGINS names. */
export function isFromElsewhere({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  if (origin !== null && origin !== '*' && config.corsOrigins.includes(origin)) return false
  return site === null ? origin !== null && !isHost(origin, headers.get('host')) : site !== 'same-origin' && site !== 'none'
}

/** An origin may also be `null` or anything else that is no address. */
function isHost(origin: string, host: string | null): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}

/** A route handler whose errors become answers, in the words of its surface, and which no other site's page can call. */
export function handle<P>(work: (request: Request, params: P) => Promise<Response>, render: (error: unknown) => Response = failure) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> =>
    traced(request, async () => {
      try {
        refuseCrossSite(request)
        return await work(request, await context.params)
      } catch (error) {
        return render(error)
      }
    })
}
