import type { Actor } from '@/server/auth/actor'
import { db, isUniqueViolation, type Prisma } from '@/server/database'
import { AppError } from '@/server/errors'
import { emailKey, localeSchema, type Profile, type ProfilePatch } from '@/server/users/schema'
import { usernameKey } from '@/server/users/service'

const shown = { username: true, displayName: true, email: true, role: true, locale: true, createdAt: true } as const

export async function get(actor: Actor): Promise<Profile> {
  return toProfile(await db.user.findUniqueOrThrow({ where: { id: actor.userId }, select: shown }))
}

/** The language that somebody chose; null when none was. */
export async function localeOf(userId: string): Promise<Profile['locale']> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { locale: true } })
  return chosen.parse(user?.locale)
}

const chosen = localeSchema.nullable().catch(null)

function toProfile(row: Prisma.UserGetPayload<{ select: typeof shown }>): Profile {
  return { ...row, locale: chosen.parse(row.locale) }
}

/** @throws AppError conflict when the e-mail address is somebody else's. */
export async function update(actor: Actor, { displayName, email, locale }: ProfilePatch): Promise<Profile> {
  // Somebody may be signing in with the address as their username.
  if (email != null && (await db.user.count({ where: { usernameKey: usernameKey(email), NOT: { id: actor.userId } } })) > 0) throw taken()
  const data = { displayName, locale, ...(email === undefined ? {} : { email, emailKey: email === null ? null : emailKey(email) }) }
  try {
    return toProfile(await db.user.update({ where: { id: actor.userId }, data, select: shown }))
  } catch (error) {
    if (isUniqueViolation(error)) throw taken()
    throw error
  }
}

const taken = (): AppError => new AppError('conflict', 'This e-mail address belongs to another account; use another')
