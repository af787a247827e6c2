import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { managedBy, onlyManagers, readableBy } from '@/server/teams/access'
import type { ShareDraft } from '@/server/teams/schema'
import * as roles from '@/server/teams/roles'

/** Shares a base with a team, changes what its members may do with it, or, with null, shares it no more. @throws AppError not_found, forbidden. */
export async function shareBase(actor: Actor, draft: ShareDraft): Promise<void> {
  const row = await db.knowledgeBase.findFirst({ where: { id: draft.id, kind: 'standard', ...readableBy(actor) }, select: shared })
  const isManaged = (await db.knowledgeBase.count({ where: { id: draft.id, ...managedBy(actor) } })) > 0
  const { where, data } = await change(actor, 'knowledge base', row, isManaged, draft)
  await db.$transaction([db.knowledgeBase.updateMany({ where, data }), audit.entry(actor, 'knowledgeBase.share', draft.id, detailsOf(draft))])
}

/** The same of an assistant. */
export async function shareAssistant(actor: Actor, draft: ShareDraft): Promise<void> {
  const row = await db.assistant.findFirst({ where: { id: draft.id, ...readableBy(actor) }, select: shared })
  const isManaged = (await db.assistant.count({ where: { id: draft.id, ...managedBy(actor) } })) > 0
  const { where, data } = await change(actor, 'assistant', row, isManaged, draft)
  await db.$transaction([db.assistant.updateMany({ where, data }), audit.entry(actor, 'assistant.share', draft.id, detailsOf(draft))])
}

const shared = { ownerId: true, teamId: true } as const

async function change(actor: Actor, noun: string, row: { ownerId: string; teamId: string | null } | null, isManaged: boolean, { id, team }: ShareDraft) {
  if (row === null) throw notFound(noun)
  if (!isManaged) throw onlyManagers(noun)
  if (team !== null && team.id !== row.teamId) {
    if (row.ownerId !== actor.userId) throw new AppError('forbidden', `Only the owner of this ${noun} may share it with another team`)
    await roles.roleIn(actor, team.id)
  }
  return { where: { id, teamId: row.teamId, ...managedBy(actor) }, data: { teamId: team?.id ?? null, teamAccess: team?.access ?? 'read' } } as const
}

const detailsOf = ({ team }: ShareDraft) => ({ teamId: team?.id ?? null, access: team?.access ?? null })
