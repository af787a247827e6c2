import type { Actor } from '@/server/auth/actor'
import { AppError } from '@/server/errors'
import type { KnowledgeBase } from '@/server/knowledge/schema'
import type { Sharing } from '@/server/teams/schema'
import * as teams from '@/server/teams/service'
import { shareBase } from '@/server/teams/share'

/** me: its owner's alone. team: the members of a team may change its contents too. */
export const permissionOf = ({ team }: Sharing): 'me' | 'team' => (team === null ? 'me' : 'team')

/** Their system has one team for each person: that is the one that the actor owns, else the first that they are in. @throws AppError invalid without a team, forbidden. */
export async function permit(actor: Actor, base: KnowledgeBase, permission: 'me' | 'team'): Promise<void> {
  if (permission === 'me') return shareBase(actor, { id: base.id, team: null })
  const all = await teams.list(actor)
  const team = all.find(({ role }) => role === 'owner') ?? all[0]
  if (team === undefined) throw new AppError('invalid', 'You are in no team yet; make one in the settings first')
  await shareBase(actor, { id: base.id, team: { id: team.id, access: 'write' } })
}
