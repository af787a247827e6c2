import { isFromElsewhere } from '@/app/api/handle'
import { parsed } from '@/app/api/parsed'
import { preferredLocale } from '@/components/i18n/locale'
import type { Actor } from '@/server/auth/actor'
import { actorFrom, actorOf } from '@/server/auth/actorFrom'
import { addressFrom } from '@/server/auth/address'
import { refuseBeyondScope } from '@/server/auth/scope'
import { config, isDialectName } from '@/server/config'
import type { Asked, Dialect, Failure, Route } from '@/server/dialects/dialect'
import { dialects } from '@/server/dialects/dialects'
import { findRoute } from '@/server/dialects/findRoute'
import { forgivingJson } from '@/server/dialects/forgivingJson'
import { AppError, publicError } from '@/server/errors'
import { log } from '@/server/log'
import { countRequest } from '@/server/usage/limits'

/** Answers a request in a dialect, its failures too. */
export async function answer(request: Request, name: string, path: readonly string[]): Promise<Response> {
  if (!isDialectName(name) || !config.dialects.has(name)) return Response.json({ error: { kind: 'not_found', message: 'There is nothing here' } }, { status: 404 })
  const dialect = dialects[name]
  try {
    const found = findRoute(dialect.routes, request.method, path)
    if ('allowed' in found) return unknown(dialect, request.method, path, found.allowed)
    return await perform(request, found.route, found.params)
  } catch (error) {
    const failure = publicError(error)
    if (failure.status >= 500) log.error('request failed', error, { dialect: name })
    return rendered(dialect, failure)
  }
}

async function perform(request: Request, route: Route, params: Asked['params']): Promise<Response> {
  const query = new URL(request.url).searchParams
  const asked: Asked = {
    request,
    params,
    query,
    locale: preferredLocale(request.headers.get('accept-language')),
    address: addressFrom(request.headers),
    json: (schema) => parsed(request, schema, forgivingJson),
  }
  if (route.auth === 'anybody') return route.handler(asked)
  const actor = await whoAsks(request.headers, route.takesQueryToken === true ? query.get('auth_token') || null : null)
  // A page of another site may send our cookie with any request; some questions are asked by GET here.
  if (actor.via === 'session' && isFromElsewhere(request)) throw new AppError('forbidden', 'This request comes from another site')
  refuseBeyondScope(actor, route.scope)
  await countRequest(actor)
  return route.handler({ ...asked, actor })
}

/** The same actor as everywhere: cookie, token or key. @throws AppError unauthenticated. */
async function whoAsks(headers: Headers, queryToken: string | null): Promise<Actor> {
  const actor = queryToken === null ? await actorFrom(headers) : await actorOf(queryToken)
  if (actor !== null) return actor
  const authorization = queryToken === null ? headers.get('authorization') : `Bearer ${queryToken}`
  if (authorization === null) throw new AppError('unauthenticated', 'Authorization header missing')
  throw new AppError('unauthenticated', /^bearer \S/i.test(authorization) ? 'Invalid or expired token' : 'Invalid token format')
}

function unknown(dialect: Dialect, method: string, path: readonly string[], allowed: readonly string[]): Response {
  const place = `/${path.join('/')}`
  if (allowed.length === 0) return rendered(dialect, { kind: 'not_found', status: 404, message: `There is no ${place}` })
  const response = rendered(dialect, { kind: 'invalid', status: 405, message: `${place} does not take ${method}; it takes ${allowed.join(', ')}` })
  response.headers.set('allow', allowed.join(', '))
  return response
}

function rendered(dialect: Dialect, failure: Failure): Response {
  const response = dialect.failure(failure)
  if (failure.retryAfter !== undefined) response.headers.set('retry-after', String(failure.retryAfter))
  return response
}
