import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import type { MemberRole } from '@/server/teams/schema'
import * as teams from '@/server/teams/service'

/** A team of the actor's with these members, without the way over invitations. */
export async function createTeam(owner: Actor, people: Partial<Record<MemberRole, readonly Actor[]>> = {}): Promise<string> {
  const { id } = await teams.create(owner, { name: 'Team' })
  for (const role of ['owner', 'admin', 'member'] as const) for (const person of people[role] ?? []) await joinTeam(person, id, role)
  return id
}

export async function joinTeam({ userId }: Actor, tenantId: string, role: MemberRole): Promise<void> {
  await db.membership.create({ data: { tenantId, userId, role } })
}
