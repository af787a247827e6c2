import type { Actor } from '@/server/auth/actor'
import { networkOf } from '@/server/auth/address'
import { isPassword } from '@/server/auth/passwords'
import { codeNeeded, credentialsSchema, type Tokens } from '@/server/auth/schema'
import { requireCode } from '@/server/auth/secondFactor'
import * as sessions from '@/server/auth/sessions'
import { countTry, forgetTries } from '@/server/auth/throttle'
import * as tokens from '@/server/auth/tokens'
import { AppError } from '@/server/errors'
import * as users from '@/server/users/service'

export { register } from '@/server/auth/registration'

/**
 * The user of a name (or e-mail address) and password, or null without saying which of them is wrong.
 * @throws AppError rate_limited; once the password is right, unauthenticated with `codeNeeded` when a code has to be sent, invalid for a wrong one.
 */
export async function checkCredentials(credentials: unknown, address: string): Promise<{ id: string; username: string } | null> {
  const parsed = credentialsSchema.safeParse(credentials)
  if (!parsed.success) return null
  const { username, password, code } = parsed.data
  const user = await users.findByName(username)
  // Per account and address: an attacker elsewhere cannot lock the owner out.
  const account = `${user?.usernameKey ?? users.usernameKey(username)}@${networkOf(address)}`
  await countTry('signInFromAddress', networkOf(address))
  await countTry('signInToAccount', account)
  if (!(await isPassword(password, user?.passwordHash ?? null)) || user === null || user.disabledAt !== null) return null
  if (user.totpConfirmedAt !== null) {
    if (code === undefined || code === '') throw new AppError('unauthenticated', codeNeeded)
    await requireCode(user.id, code)
  }
  await forgetTries('signInToAccount', account)
  return { id: user.id, username: user.username }
}

/** A session for a client without cookies: a bearer token for a day, and a refresh token. @throws AppError as checkCredentials, and unauthenticated. */
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
