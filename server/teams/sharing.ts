import type { Owner } from '@/server/auth/actor'
import { db } from '@/server/database'
import { isAdministrator, type Sharing, type TeamAccess } from '@/server/teams/schema'

interface Shared {
  readonly id: string
  readonly ownerId: string
  readonly teamId: string | null
  readonly teamAccess: TeamAccess
}

const own = { may: 'manage', ownerName: null, team: null } satisfies Sharing

/** How the actor comes to records that they may read, by the ids of the records. No query when all of them are theirs alone. */
export async function sharingOf(actor: Owner, rows: readonly Shared[]): Promise<(id: string) => Sharing> {
  const shared = rows.filter(({ ownerId, teamId }) => teamId !== null || ownerId !== actor.userId)
  if (shared.length === 0) return () => own
  const [teams, owners] = await Promise.all([
    db.tenant.findMany({ where: { id: { in: shared.flatMap(({ teamId }) => teamId ?? []) } }, select: { id: true, name: true, members: { where: { userId: actor.userId }, select: { role: true } } } }),
    db.user.findMany({ where: { id: { in: shared.map(({ ownerId }) => ownerId) } }, select: { id: true, username: true, displayName: true } }),
  ])
  const known = new Map(
    shared.map(({ id, ownerId, teamId, teamAccess }): [string, Sharing] => {
      const team = teams.find((one) => one.id === teamId)
      const owner = owners.find((one) => one.id === ownerId)
      const isOwn = ownerId === actor.userId
      const manages = isOwn || (team?.members.some(({ role }) => isAdministrator(role)) ?? false)
      return [
        id,
        {
          may: manages ? 'manage' : teamAccess,
          ownerName: isOwn ? null : (owner?.displayName ?? owner?.username ?? ''),
          team: team === undefined ? null : { id: team.id, name: team.name, access: teamAccess },
        },
      ]
    }),
  )
  return (id) => known.get(id) ?? own
}
