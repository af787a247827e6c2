import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'

/**
 * Shuts somebody out at once: every session, token and key is nobody's from the next request on, and open streams close within seconds
 * (chat/readAnswer). The keys work again when the account is enabled; sessions stay ended. @throws AppError not_found, conflict for oneself.
 */
export async function disable(actor: Actor, userId: string): Promise<void> {
  if (userId === actor.userId) throw new AppError('conflict', 'You cannot disable your own account; ask another administrator')
  const now = new Date()
  const [{ count }] = await db.$transaction([
    db.user.updateMany({ where: { id: userId }, data: { disabledAt: now } }),
    db.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } }),
  ])
  if (count === 0) throw notFound('user')
  await audit.note(actor, 'user.disable', userId)
}

/** Lets somebody in again. @throws AppError not_found. */
export async function enable(actor: Actor, userId: string): Promise<void> {
  const { count } = await db.user.updateMany({ where: { id: userId }, data: { disabledAt: null } })
  if (count === 0) throw notFound('user')
  await audit.note(actor, 'user.enable', userId)
}
