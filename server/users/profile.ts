import type { Actor } from '@/server/auth/actor'
import { db, isUniqueViolation } from '@/server/database'
import { AppError } from '@/server/errors'
import { emailKey, type Profile, type ProfilePatch } from '@/server/users/schema'
import { usernameKey } from '@/server/users/service'

const shown = { username: true, displayName: true, email: true, role: true, createdAt: true } as const

export function get(actor: Actor): Promise<Profile> {
  return db.user.findUniqueOrThrow({ where: { id: actor.userId }, select: shown })
}

/** @throws AppError conflict when the e-mail address is somebody else's. */
export async function update(actor: Actor, { displayName, email }: ProfilePatch): Promise<Profile> {
  // Somebody may be signing in with the address as their username.
  if (email != null && (await db.user.count({ where: { usernameKey: usernameKey(email), NOT: { id: actor.userId } } })) > 0) throw taken()
  const data = { displayName, ...(email === undefined ? {} : { email, emailKey: email === null ? null : emailKey(email) }) }
  try {
    return await db.user.update({ where: { id: actor.userId }, data, select: shown })
  } catch (error) {
    if (isUniqueViolation(error)) throw taken()
    throw error
  }
}

const taken = (): AppError => new AppError('conflict', 'This e-mail address belongs to another account; use another')
