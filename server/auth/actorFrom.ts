import { decode } from 'next-auth/jwt'
import type { Actor } from '@/server/auth/actor'
import { sessionCookieName, sessionIdOf } from '@/server/auth/nextAuth'
import * as sessions from '@/server/auth/sessions'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'

/**
 * The one place that knows who asks: the session cookie, and behind it the session row. Null when nobody is signed in.
 * The cookie is decoded here and not by next-auth's getToken, which would also believe an Authorization header.
 */
export async function actorFrom(headers: Headers): Promise<Actor | null> {
  const token = cookie(headers, sessionCookieName)
  if (token === undefined) return null
  const sessionId = sessionIdOf(await decode({ token, secret: config.authSecret }).catch(() => null))
  const session = sessionId === undefined ? null : await sessions.findLive(sessionId)
  return session === null ? null : { ...session, via: 'session' }
}

/** The same for routes that answer nobody else. @throws AppError unauthenticated. */
export async function requireActor(headers: Headers): Promise<Actor> {
  const actor = await actorFrom(headers)
  if (actor === null) throw new AppError('unauthenticated', 'Sign in first')
  return actor
}

function cookie(headers: Headers, name: string): string | undefined {
  const pair = (headers.get('cookie') ?? '').split(/; */).find((part) => part.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}
