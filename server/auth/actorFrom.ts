import { decode } from 'next-auth/jwt'
import type { Actor } from '@/server/auth/actor'
import { bearerOf } from '@/server/auth/bearer'
import * as keys from '@/server/auth/keys'
import { sessionCookieName, sessionIdOf } from '@/server/auth/sessionCookie'
import { type Scope, scopes } from '@/server/auth/schema'
import { refuseBeyondScope } from '@/server/auth/scope'
import { sessionSecret } from '@/server/auth/secrets'
import * as sessions from '@/server/auth/sessions'
import * as tokens from '@/server/auth/tokens'
import { AppError } from '@/server/errors'
import { countRequest, type RequestKind } from '@/server/usage/limits'

/**
 * The one place that knows who asks: a bearer token or API key in the Authorization header, else the session cookie; behind each of them a row
 * that is looked up every time. Null when it is nobody. A bearer that is wrong is nobody: the cookie beside it does not count.
 */
export async function actorFrom(headers: Headers): Promise<Actor | null> {
  const bearer = bearerOf(headers)
  return bearer === undefined ? visitorFrom(headers) : actorOf(bearer)
}

/** Who looks at a page: the session cookie only, because an API key has no pages. */
export async function visitorFrom(headers: Headers): Promise<Actor | null> {
  const token = cookie(headers, sessionCookieName)
  if (token === undefined) return null
  // Decoded here and not by next-auth's getToken, which would also take an Authorization header for a cookie.
  const sessionId = sessionIdOf(await decode({ token, secret: sessionSecret() }).catch(() => null))
  const session = sessionId === undefined ? null : await sessions.findLive(sessionId)
  return session === null ? null : { ...session, via: 'session', scopes }
}

/** Whose a bearer token or an API key is, for surfaces that are given it by another way than the header. */
export async function actorOf(bearer: string): Promise<Actor | null> {
  if (keys.looksLikeKey(bearer)) {
    const key = await keys.findBySecret(bearer)
    return key === null ? null : { ...key, sessionId: null, via: 'key' }
  }
  const session = await tokens.findByToken(bearer)
  return session === null ? null : { ...session, via: 'token', scopes }
}

/** The same as actorFrom for routes that answer nobody else; an API key needs the scope, and the request is counted. @throws AppError unauthenticated, forbidden, rate_limited. */
export async function requireActor(headers: Headers, scope: Scope, kind: RequestKind = 'requests'): Promise<Actor> {
  const actor = await actorFrom(headers)
  if (actor === null) throw new AppError('unauthenticated', 'Sign in first')
  refuseBeyondScope(actor, scope)
  await countRequest(actor, kind)
  return actor
}

function cookie(headers: Headers, name: string): string | undefined {
  const pair = (headers.get('cookie') ?? '').split(/; */).find((part) => part.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}
