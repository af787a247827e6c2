import type { Actor } from '@/server/auth/actor'
import { type AuditAction, auditDetailsSchema, type AuditDetails, type AuditPage, type AuditQuery } from '@/server/audit/schema'
import { db } from '@/server/database'
import { newId } from '@/server/ids'

const pageSize = 50

/** Who did it; the name outlives the account. */
type Doer = Pick<Actor, 'userId' | 'username' | 'tenantId'>

/** The row to write, for a transaction with the change that it tells of. */
export function entry(actor: Doer, action: AuditAction, subjectId: string | null, details: AuditDetails = {}) {
  return db.auditEntry.create({ data: { id: newId(), tenantId: actor.tenantId, actorId: actor.userId, actorName: actor.username, action, subjectId, details } })
}

/** Keeps who changed what that others depend on: `note(actor, 'user.disable', userId, { username })`. Never a secret among the details. */
export async function note(actor: Doer, action: AuditAction, subjectId: string | null, details: AuditDetails = {}): Promise<void> {
  await entry(actor, action, subjectId, details)
}

/** The newest first. */
export async function list({ action, actorId, cursor }: AuditQuery): Promise<AuditPage> {
  const rows = await db.auditEntry.findMany({
    where: { action: action === undefined ? undefined : { startsWith: action }, actorId, id: cursor === undefined ? undefined : { lt: cursor } },
    orderBy: { id: 'desc' },
    take: pageSize + 1,
  })
  const items = rows.slice(0, pageSize).map((row) => ({ ...row, details: auditDetailsSchema.parse(row.details) }))
  return { items, nextCursor: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null }
}
