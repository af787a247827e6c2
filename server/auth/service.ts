import { hashPassword, isPassword } from '@/server/auth/passwords'
import { credentialsSchema, type Registration } from '@/server/auth/schema'
import { countTry, forgetTries } from '@/server/auth/throttle'
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
