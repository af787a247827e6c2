// Who is in a team, and as what. Every team keeps an owner: what could take its last one away locks the row of the team first, so that of
// two owners who leave at once the second one sees that the first is gone.
import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { db, isMissingRecord, type Prisma } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import type { MemberKey, MemberPatch, MemberRole } from '@/server/teams/schema'
import * as roles from '@/server/teams/roles'

/** Makes a member something else. @throws AppError not_found; forbidden for a member, and for an administrator who would make or unmake an owner; conflict for the last owner. */
export async function setRole(actor: Actor, { teamId, userId, role }: MemberPatch): Promise<void> {
  const own = await roles.requireAdministrator(actor, teamId)
  const before = await roleOf(teamId, userId)
  if (own !== 'owner' && (before === 'owner' || role === 'owner')) throw new AppError('forbidden', 'Only an owner of the team may make somebody an owner, or an owner something else')
  const where = role === 'owner' ? { tenantId_userId: { tenantId: teamId, userId } } : besideAnotherOwner({ teamId, userId })
  const change = db.membership.update({ where, data: { role } })
  // Links to a team are its administrators' to give: those of who is none any more open nothing.
  const links = role === 'member' ? [withoutInvitations({ teamId, userId })] : []
  await keepingAnOwner(teamId, [change, ...links, audit.entry(actor, 'team.setRole', teamId, { userId, from: before, to: role })])
}

/** Takes somebody out of a team, with what they shared with it. @throws AppError as `setRole`. */
export async function remove(actor: Actor, { teamId, userId }: MemberKey): Promise<void> {
  const own = await roles.requireAdministrator(actor, teamId)
  const role = await roleOf(teamId, userId)
  if (own !== 'owner' && role === 'owner') throw new AppError('forbidden', 'Only an owner of the team may make somebody an owner, or an owner something else')
  await keepingAnOwner(teamId, [...leaving({ teamId, userId }), audit.entry(actor, 'team.removeMember', teamId, { userId })])
}

/** @throws AppError not_found; conflict for the last owner. */
export async function leave(actor: Actor, teamId: string): Promise<void> {
  await roles.roleIn(actor, teamId)
  const key = { teamId, userId: actor.userId }
  await keepingAnOwner(teamId, [...leaving(key), audit.entry(actor, 'team.leave', teamId)])
}

/**
 * Takes somebody out of all teams, before their account goes. A team of nobody else goes with it.
 * @throws AppError conflict for the last owner of a team that others are in; then nothing was changed.
 */
export async function leaveAll(by: Actor, userId: string): Promise<void> {
  const others = { some: { userId: { not: userId } } }
  const rows = await db.membership.findMany({ where: { userId, tenant: { isPersonal: false, members: others } }, select: { tenantId: true, role: true } })
  const owned = rows.flatMap(({ tenantId, role }) => (role === 'owner' ? tenantId : []))
  const orphan = await db.tenant.findFirst({ where: { id: { in: owned }, members: { none: { role: 'owner', userId: { not: userId } } } }, select: { name: true } })
  if (orphan !== null) throw new AppError('conflict', `The team ${orphan.name} has no other owner; make somebody else its owner, or delete it, first`)
  for (const { tenantId } of rows) await keepingAnOwner(tenantId, [...leaving({ teamId: tenantId, userId }), audit.entry(by, 'team.removeMember', tenantId, { userId })])
}

async function roleOf(teamId: string, userId: string): Promise<MemberRole> {
  const row = await db.membership.findUnique({ where: { tenantId_userId: { tenantId: teamId, userId } }, select: { role: true } })
  if (row === null) throw notFound('member')
  return row.role
}

/** A membership that is not the only one of an owner. */
const besideAnotherOwner = ({ teamId, userId }: MemberKey) =>
  ({
    tenantId_userId: { tenantId: teamId, userId },
    OR: [{ role: { not: 'owner' } }, { tenant: { members: { some: { role: 'owner', userId: { not: userId } } } } }],
  }) satisfies Prisma.MembershipWhereUniqueInput

/** The statements that end a membership: what they shared is theirs alone again, and nobody comes by their invitations. */
function leaving({ teamId, userId }: MemberKey): Prisma.PrismaPromise<unknown>[] {
  const theirs = { where: { teamId, ownerId: userId }, data: { teamId: null, teamAccess: 'read' } } as const
  return [
    db.membership.delete({ where: besideAnotherOwner({ teamId, userId }) }),
    db.knowledgeBase.updateMany(theirs),
    db.assistant.updateMany(theirs),
    withoutInvitations({ teamId, userId }),
  ]
}

const withoutInvitations = ({ teamId, userId }: MemberKey) => db.invitation.updateMany({ where: { tenantId: teamId, createdById: userId, acceptedAt: null, revokedAt: null }, data: { revokedAt: new Date() } })

/** Runs statements after the lock of the team; its row names an owner who is still one. */
async function keepingAnOwner(teamId: string, statements: Prisma.PrismaPromise<unknown>[]): Promise<void> {
  const lock = db.$executeRaw`UPDATE "Tenant" SET "name" = "name" WHERE "id" = ${teamId}`
  const heir = db.$executeRaw`
    UPDATE "Tenant" SET "ownerId" = (SELECT m."userId" FROM "Membership" m WHERE m."tenantId" = ${teamId} AND m."role" = 'owner' ORDER BY m."createdAt" LIMIT 1)
    WHERE "id" = ${teamId} AND NOT EXISTS (SELECT 1 FROM "Membership" m WHERE m."tenantId" = ${teamId} AND m."role" = 'owner' AND m."userId" = "Tenant"."ownerId")`
  try {
    await db.$transaction([lock, ...statements, heir])
  } catch (error) {
    if (isMissingRecord(error)) throw new AppError('conflict', 'A team needs an owner; make somebody else its owner first', { cause: error })
    throw error
  }
}
