import * as audit from '@/server/audit/service'
import type { Actor } from '@/server/auth/actor'
import { hashPassword, isPassword } from '@/server/auth/passwords'
import type { PasswordChange } from '@/server/auth/schema'
import { endOthers } from '@/server/auth/sessions'
import { countTry, forgetTries } from '@/server/auth/throttle'
import { db } from '@/server/database'
import { AppError } from '@/server/errors'

/** Asks somebody who is signed in for the password again. Who has none yet gives an empty one. @throws AppError invalid for a wrong one, rate_limited. */
export async function requirePassword(userId: string, password: string): Promise<string | null> {
  await countTry('passwordAgain', userId)
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } })
  const isRight = passwordHash === null ? password === '' : await isPassword(password, passwordHash)
  if (!isRight) throw new AppError('invalid', 'The password is wrong')
  await forgetTries('passwordAgain', userId)
  return passwordHash
}

/** Sets another password and ends every other session. @throws AppError invalid for a wrong one, conflict when it was changed at the same moment, rate_limited. */
export async function changePassword(actor: Actor, { currentPassword, newPassword }: PasswordChange): Promise<void> {
  const { userId } = actor
  const before = await requirePassword(userId, currentPassword)
  const { count } = await db.user.updateMany({ where: { id: userId, passwordHash: before }, data: { passwordHash: await hashPassword(newPassword) } })
  if (count === 0) throw new AppError('conflict', 'The password was changed at the same moment; sign in again')
  await endOthers(actor)
  await audit.note(actor, 'password.change', userId)
}
