import { encode } from 'next-auth/jwt'
import type { Actor } from '@/server/auth/actor'
import { sessionCookieName } from '@/server/auth/sessionCookie'
import { sessionSecret } from '@/server/auth/secrets'
import * as sessions from '@/server/auth/sessions'

export const origin = 'http://localhost:3000'

/** The Cookie header of a person who has signed in. */
export async function signIn({ userId }: Actor): Promise<string> {
  const token = await encode({ token: { sid: await sessions.open(userId) }, secret: sessionSecret() })
  return `${sessionCookieName}=${token}`
}

/** A request as the own page makes it; `cookie` null is nobody. */
export function request(path: string, cookie: string | null, { headers, ...init }: RequestInit = {}): Request {
  const from = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin', ...(cookie === null ? {} : { cookie }) }
  return new Request(`${origin}${path}`, { ...init, headers: { ...from, ...Object.fromEntries(new Headers(headers)) } })
}

export function post(path: string, cookie: string | null, body: unknown): Request {
  return request(path, cookie, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}
