import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { openInvitations } from '@/server/teams/invitations'
import { requireAdministrator, roleIn } from '@/server/teams/roles'
import { isAdministrator, type Team, type TeamWithMembers } from '@/server/teams/schema'

/** Teams that one person may be in by having made them. */
const maxTeams = 50

/** The actor's teams by name. */
export async function list(actor: Actor): Promise<Team[]> {
  const rows = await db.membership.findMany({ where: { userId: actor.userId, tenant: { isPersonal: false } }, select: { role: true, tenantId: true } })
  const teams = await db.tenant.findMany({ where: { id: { in: rows.map(({ tenantId }) => tenantId) } }, select: { id: true, name: true, createdAt: true, _count: { select: { members: true } } }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
  const roleOf = new Map(rows.map(({ tenantId, role }) => [tenantId, role]))
  return teams.map(({ _count, ...team }) => ({ ...team, memberCount: _count.members, role: roleOf.get(team.id) ?? 'member' }))
}

/** A team with its members, for those who are in it. @throws AppError not_found. */
export async function get(actor: Actor, id: string): Promise<TeamWithMembers> {
  const role = await roleIn(actor, id)
  const [team, members, invitations, bases, assistants] = await Promise.all([
    db.tenant.findUnique({ where: { id }, select: { id: true, name: true, createdAt: true } }),
    db.membership.findMany({ where: { tenantId: id }, select: { userId: true, role: true, createdAt: true }, orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }] }),
    isAdministrator(role) ? openInvitations(id) : [],
    db.knowledgeBase.findMany({ where: { teamId: id }, select: shown, orderBy: { name: 'asc' } }),
    db.assistant.findMany({ where: { teamId: id }, select: shown, orderBy: { name: 'asc' } }),
  ])
  if (team === null) throw notFound('team')
  const shared = [...bases.map((base) => ({ kind: 'knowledgeBase' as const, ...base })), ...assistants.map((assistant) => ({ kind: 'assistant' as const, ...assistant }))]
  const people = await db.user.findMany({ where: { id: { in: [...members.map(({ userId }) => userId), ...shared.map(({ ownerId }) => ownerId)] } }, select: { id: true, username: true, displayName: true } })
  const personOf = new Map(people.map((person) => [person.id, { username: person.username, name: person.displayName ?? person.username }]))
  return {
    ...team,
    role,
    memberCount: members.length,
    members: members.flatMap(({ userId, role: own, createdAt }) => {
      const person = personOf.get(userId)
      return person === undefined ? [] : [{ userId, ...person, role: own, joinedAt: createdAt }]
    }),
    invitations,
    shared: shared.map(({ ownerId, teamAccess, ...record }) => ({ ...record, ownerName: personOf.get(ownerId)?.name ?? '', access: teamAccess })),
  }
}

const shown = { id: true, name: true, ownerId: true, teamAccess: true } as const

/** Who makes a team owns it. @throws AppError conflict when they own too many. */
export async function create(actor: Actor, { name }: { name: string }): Promise<Team> {
  if ((await db.membership.count({ where: { userId: actor.userId, role: 'owner', tenant: { isPersonal: false } } })) >= maxTeams) {
    throw new AppError('conflict', `You own ${maxTeams} teams, which is the most there can be; delete one first`)
  }
  const id = newId()
  const createdAt = new Date()
  await db.$transaction([
    db.tenant.create({ data: { id, name, ownerId: actor.userId, isPersonal: false, createdAt } }),
    db.membership.create({ data: { tenantId: id, userId: actor.userId, role: 'owner' } }),
    audit.entry(actor, 'team.create', id, { name }),
  ])
  return { id, name, createdAt, role: 'owner', memberCount: 1 }
}

/** @throws AppError not_found, forbidden. */
export async function rename(actor: Actor, { id, name }: { id: string; name: string }): Promise<void> {
  await requireAdministrator(actor, id)
  await db.$transaction([db.tenant.updateMany({ where: { id }, data: { name } }), audit.entry(actor, 'team.rename', id, { name })])
}

/** What was shared with it belongs to its owners alone again. @throws AppError not_found, forbidden for all but its owners. */
export async function remove(actor: Actor, id: string): Promise<void> {
  if ((await roleIn(actor, id)) !== 'owner') throw new AppError('forbidden', 'Only an owner of the team may delete it')
  await db.$transaction([
    db.knowledgeBase.updateMany({ where: { teamId: id }, data: { teamId: null, teamAccess: 'read' } }),
    db.assistant.updateMany({ where: { teamId: id }, data: { teamId: null, teamAccess: 'read' } }),
    db.tenant.deleteMany({ where: { id, isPersonal: false } }),
    audit.entry(actor, 'team.remove', id),
  ])
}
