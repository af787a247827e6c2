import { randomBytes } from 'node:crypto'
import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import type { AccountInvitation, AccountInvitationDraft, NewAccountInvitation } from '@/server/auth/schema'
import { fingerprints } from '@/server/auth/secrets'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { emailKey } from '@/server/users/schema'

const dayMs = 86_400_000
const maxOpen = 1_000

/** One that can still be accepted. */
export const isOpen = () => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } })
const shown = { id: true, email: true, createdAt: true, expiresAt: true } as const

/** Links to an account that can still be accepted, the newest first. */
export function list(): Promise<AccountInvitation[]> {
  return db.invitation.findMany({ where: { tenantId: null, ...isOpen() }, select: shown, orderBy: { id: 'desc' } })
}

/** Makes a link to an account. Its secret is in the answer and nowhere else. @throws AppError conflict when too many are open. */
export async function create(actor: Actor, { email, days }: AccountInvitationDraft): Promise<NewAccountInvitation> {
  if ((await db.invitation.count({ where: { tenantId: null, ...isOpen() } })) >= maxOpen) throw new AppError('conflict', `${maxOpen} invitations are open already; revoke some first`)
  const token = randomBytes(32).toString('base64url')
  const data = { id: newId(), email: email === null ? null : emailKey(email), hash: fingerprints('invitation', token)[0], createdById: actor.userId, expiresAt: new Date(Date.now() + days * dayMs) }
  const [row] = await db.$transaction([db.invitation.create({ data, select: shown }), audit.entry(actor, 'invitation.create', data.id, { days })])
  return { ...row, token }
}

/** From now on the link opens nothing. @throws AppError not_found. */
export async function revoke(actor: Actor, id: string): Promise<void> {
  const { count } = await db.invitation.updateMany({ where: { id, tenantId: null, ...isOpen() }, data: { revokedAt: new Date() } })
  if (count === 0) throw notFound('invitation')
  await audit.note(actor, 'invitation.revoke', id)
}

/** The invitation of a link, to an account or to a team. The same for one that was used, revoked or has expired as for one that never was. @throws AppError not_found. */
export async function find(token: string) {
  const row = await db.invitation.findFirst({ where: { hash: { in: fingerprints('invitation', token) }, ...isOpen() }, select: { id: true, tenantId: true, role: true, email: true } })
  if (row === null) throw new AppError('not_found', 'This invitation was used, revoked or has expired; ask for another link')
  return row
}

/** The invitation to an account that an administrator made for exactly this address, of which its owner has proven that it is theirs. */
export async function findFor(email: string) {
  return (await db.invitation.findFirst({ where: { email: emailKey(email), tenantId: null, ...isOpen() }, select: { id: true, tenantId: true, role: true } })) ?? undefined
}
