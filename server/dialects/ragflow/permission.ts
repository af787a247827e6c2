import type { Actor } from '@/server/auth/actor'
import { AppError } from '@/server/errors'
import type { Sharing } from '@/server/teams/schema'
import * as teams from '@/server/teams/service'

/** me: its owner's alone. team: the members of a team may change its contents too. */
export const permissionOf = ({ team }: Sharing): 'me' | 'team' => (team === null ? 'me' : 'team')

/**
 * With whom a permission shares: their system has one team for each person, which is the one that the actor owns, else the first that they are
 * in. Asked before anything is made, so that nothing is made where it is refused. @throws AppError invalid without a team.
 */
export async function sharedBy(actor: Actor, permission: 'me' | 'team'): Promise<{ id: string; access: 'write' } | null> {
  if (permission === 'me') return null
  const all = await teams.list(actor)
  const team = all.find(({ role }) => role === 'owner') ?? all[0]
  if (team === undefined) throw new AppError('invalid', 'You are in no team yet; make one in the settings first')
  return { id: team.id, access: 'write' }
}
