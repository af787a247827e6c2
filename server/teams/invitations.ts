import { randomBytes } from 'node:crypto'
import type { Actor } from '@/server/auth/actor'
import { isOpen } from '@/server/auth/invitations'
import { fingerprints } from '@/server/auth/secrets'
import * as audit from '@/server/audit/service'
import { db, isMissingRecord, isUniqueViolation } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { type Invitation, type InvitationDraft, invitationDraftSchema, invitationTokenSchema, type MadeInvitation, type Offer } from '@/server/teams/schema'
import * as roles from '@/server/teams/roles'
import { emailKey } from '@/server/users/schema'

const tokenBytes = 32
const dayMs = 86_400_000
/** Links of one team that can be accepted at a time. */
const maxOpen = 100
/** People in one team. */
const maxMembers = 500

const shown = { id: true, email: true, role: true, createdAt: true, expiresAt: true } as const

/** The invitations of a team that can still be accepted, the newest first. */
export function openInvitations(teamId: string): Promise<Invitation[]> {
  return db.invitation.findMany({ where: { tenantId: teamId, ...isOpen() }, select: shown, orderBy: { id: 'desc' } })
}

/** Makes a link to a team. Its secret is in the answer and nowhere else. @throws AppError not_found, forbidden, conflict when too many are open. */
export async function create(actor: Actor, draft: InvitationDraft): Promise<MadeInvitation> {
  const { teamId, role, email, days } = invitationDraftSchema.parse(draft)
  await roles.requireAdministrator(actor, teamId)
  if ((await db.invitation.count({ where: { tenantId: teamId, ...isOpen() } })) >= maxOpen) throw new AppError('conflict', `${maxOpen} invitations of this team are open; revoke one first`)
  const token = randomBytes(tokenBytes).toString('base64url')
  const id = newId()
  const data = { id, tenantId: teamId, role, email: email === undefined ? null : emailKey(email), hash: fingerprints('invitation', token)[0], createdById: actor.userId, expiresAt: new Date(Date.now() + days * dayMs) }
  const [row] = await db.$transaction([db.invitation.create({ data, select: shown }), audit.entry(actor, 'team.invite', teamId, { role, days })])
  return { ...row, token }
}

/** From now on the link opens nothing. @throws AppError not_found, forbidden. */
export async function revoke(actor: Actor, id: string): Promise<void> {
  const row = await db.invitation.findFirst({ where: { id, ...isOpen(), tenant: { members: { some: { userId: actor.userId } } } }, select: { tenantId: true } })
  if (row?.tenantId == null) throw notFound('invitation')
  await roles.requireAdministrator(actor, row.tenantId)
  await db.$transaction([db.invitation.updateMany({ where: { id, ...isOpen() }, data: { revokedAt: new Date() } }), audit.entry(actor, 'team.revoke', row.tenantId)])
}

/** What a link offers. The same for one that was used, revoked or has expired as for one that never was. @throws AppError not_found. */
export async function offer(actor: Actor, token: string): Promise<Offer> {
  const { teamId, role, expiresAt, createdById } = await find(token)
  const [team, inviter, isMember] = await Promise.all([
    db.tenant.findUnique({ where: { id: teamId }, select: { name: true } }),
    db.user.findUnique({ where: { id: createdById }, select: { username: true, displayName: true } }),
    db.membership.count({ where: { tenantId: teamId, userId: actor.userId } }),
  ])
  if (team === null) throw notFound('invitation')
  return { teamId, teamName: team.name, inviterName: inviter?.displayName ?? inviter?.username ?? '', role, expiresAt, isMember: isMember > 0 }
}

/** Joins the team of a link, which is used up by it. Returns the team's id. @throws AppError not_found; forbidden when it is for another address; conflict for who is in the team already, and for a full one. */
export async function accept(actor: Actor, token: string): Promise<string> {
  const { id, teamId, role, email } = await find(token)
  if (email !== null) {
    const user = await db.user.findUnique({ where: { id: actor.userId }, select: { emailKey: true } })
    if (user?.emailKey !== email) throw new AppError('forbidden', 'This invitation is for another e-mail address; sign in with that account, or ask for another link')
  }
  if ((await db.membership.count({ where: { tenantId: teamId } })) >= maxMembers) throw new AppError('conflict', `A team has ${maxMembers} members at most`)
  try {
    await db.$transaction([
      // Of two who accept it at once, the second finds it used.
      db.invitation.update({ where: { id, ...isOpen() }, data: { acceptedAt: new Date(), acceptedById: actor.userId } }),
      db.membership.create({ data: { tenantId: teamId, userId: actor.userId, role } }),
      audit.entry(actor, 'team.join', teamId, { role }),
    ])
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', 'You are in this team already', { cause: error })
    if (isMissingRecord(error)) throw notFound('invitation')
    throw error
  }
  return teamId
}

async function find(token: string) {
  if (!invitationTokenSchema.safeParse(token).success) throw notFound('invitation')
  const row = await db.invitation.findFirst({ where: { hash: { in: fingerprints('invitation', token) }, ...isOpen() } })
  if (row?.tenantId == null) throw notFound('invitation')
  return { ...row, teamId: row.tenantId }
}
