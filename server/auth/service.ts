import type { Actor } from '@/server/auth/actor'
import { hashPassword, isPassword } from '@/server/auth/passwords'
import { credentialsSchema, type Registration, type Tokens } from '@/server/auth/schema'
import * as sessions from '@/server/auth/sessions'
import { countTry, forgetTries } from '@/server/auth/throttle'
import * as tokens from '@/server/auth/tokens'
import { db } from '@/server/database'
import { AppError } from '@/server/errors'
import * as users from '@/server/users/service'

/** Creates an account. @throws AppError conflict when the name is taken, rate_limited. */
export async function register({ username, password }: Registration, address: string): Promise<void> {
  await countTry('registerFromAddress', address)
  const created = await users.create(username, await hashPassword(password))
  if (!created) throw new AppError('conflict', 'This username is taken; choose another')
}

/** The user of a name and password, or null without saying which of them is wrong. @throws AppError rate_limited. */
export async function checkCredentials(credentials: unknown, address: string): Promise<{ id: string; username: string } | null> {
  const parsed = credentialsSchema.safeParse(credentials)
  if (!parsed.success) return null
  const key = users.usernameKey(parsed.data.username)
  // Per account and address: an attacker elsewhere cannot lock the owner out.
  const account = `${key}@${address}`
  await countTry('signInFromAddress', address)
  await countTry('signInToAccount', account)
  const user = await db.user.findUnique({ where: { usernameKey: key } })
  if (!(await isPassword(parsed.data.password, user?.passwordHash ?? null)) || user === null || user.disabledAt !== null) return null
  await forgetTries('signInToAccount', account)
  return { id: user.id, username: user.username }
}

/** A session for a client without cookies: a bearer token for a day, and a refresh token. @throws AppError unauthenticated, rate_limited. */
export async function signInForTokens(credentials: unknown, address: string, userAgent?: string): Promise<Tokens> {
  const user = await checkCredentials(credentials, address)
  if (user === null) throw new AppError('unauthenticated', 'The name or the password is wrong')
  return tokens.issue(user.id, await sessions.open(user.id, 'token', { address, userAgent }))
}

/** The next pair for a refresh token, which is used up by it; using it again ends its session. @throws AppError unauthenticated. */
export function refreshTokens(refreshToken: string): Promise<Tokens> {
  return tokens.refresh(refreshToken)
}

/** Ends the session that asks. @throws AppError forbidden for an API key, which is revoked instead. */
export async function signOut(actor: Actor): Promise<void> {
  if (actor.sessionId === null) throw new AppError('forbidden', 'An API key has no session to end; revoke it in the settings')
  await sessions.revoke(actor.sessionId)
}
