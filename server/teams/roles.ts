import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { isAdministrator, type MemberRole } from '@/server/teams/schema'

/** What the actor is in a team. @throws AppError not_found when they are not in it. */
export async function roleIn(actor: Actor, id: string): Promise<MemberRole> {
  const row = await db.membership.findFirst({ where: { tenantId: id, userId: actor.userId, tenant: { isPersonal: false } }, select: { role: true } })
  if (row === null) throw notFound('team')
  return row.role
}

/** @throws AppError not_found, forbidden. */
export async function requireAdministrator(actor: Actor, id: string): Promise<MemberRole> {
  const role = await roleIn(actor, id)
  if (!isAdministrator(role)) throw new AppError('forbidden', 'Only the owners and administrators of the team may do that')
  return role
}
