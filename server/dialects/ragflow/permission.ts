import type { Actor } from '@/server/auth/actor'
import { AppError } from '@/server/errors'
import type { KnowledgeBase } from '@/server/knowledge/schema'
import type { Sharing } from '@/server/teams/schema'

/** me: its owner's alone. team: the members of a team may change its contents too. */
export const permissionOf = ({ team }: Sharing): 'me' | 'team' => (team === null ? 'me' : 'team')

export async function permit(_actor: Actor, _base: KnowledgeBase, _permission: 'me' | 'team'): Promise<void> {
  throw new AppError('invalid', 'There are no teams yet')
}
