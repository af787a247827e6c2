// Who may do what with a base or an assistant: its owner everything, the members of the team that it is shared with what its owner
// gave them, and the owners and administrators of that team everything too. What lies below a base is reached through the base alone:
// whose name a document carries neither locks a member out nor lets anybody in.
//
// These are clauses of the query that reads or writes, so that a change of a team takes effect in the next statement, and work in the
// background, which has an owner and no request, is asked the same.
import { type Owner, visibleTo } from '@/server/auth/actor'
import { db, type Prisma, sql } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { isAdministrator, memberRoles } from '@/server/teams/schema'

const ofTeam = ({ userId }: Owner) => ({ team: { members: { some: { userId } } } })
const ofAdministrators = ({ userId }: Owner) => ({ team: { members: { some: { userId, role: { in: memberRoles.filter(isAdministrator) } } } } })

/** Bases and assistants that may be seen and used: one's own, and those of one's teams. */
export function readableBy(owner: Owner) {
  return { OR: [visibleTo(owner), ofTeam(owner)] } satisfies Prisma.KnowledgeBaseWhereInput & Prisma.AssistantWhereInput
}

/** The same in a statement of one's own, where the base is called b. */
export function readableRow({ tenantId, userId }: Owner): Prisma.Sql {
  return sql`((b."tenantId" = ${tenantId} AND b."ownerId" = ${userId}) OR EXISTS (SELECT 1 FROM "Membership" s WHERE s."tenantId" = b."teamId" AND s."userId" = ${userId}))`
}

/** Those whose contents and settings may be changed. */
export function writableBy(owner: Owner) {
  return { OR: [visibleTo(owner), { teamAccess: 'write', ...ofTeam(owner) }, ofAdministrators(owner)] } satisfies Prisma.KnowledgeBaseWhereInput & Prisma.AssistantWhereInput
}

/** Those that may be deleted, and whose permission may be changed. */
export function managedBy(owner: Owner) {
  return { OR: [visibleTo(owner), ofAdministrators(owner)] } satisfies Prisma.KnowledgeBaseWhereInput & Prisma.AssistantWhereInput
}

/** @throws AppError not_found for a base that is missing or not to be seen, forbidden for one that may only be read. */
export async function requireWritable(actor: Owner, knowledgeBaseIds: readonly string[]): Promise<void> {
  const ids = [...new Set(knowledgeBaseIds)]
  if ((await db.knowledgeBase.count({ where: { id: { in: ids }, ...writableBy(actor) } })) === ids.length) return
  const seen = await db.knowledgeBase.count({ where: { id: { in: ids }, ...readableBy(actor) } })
  throw seen < ids.length ? notFound('knowledge base') : onlyRead('knowledge base')
}

/** Said to who sees a record and may not change it. */
export function onlyRead(noun: string): AppError {
  return new AppError('forbidden', `You may use this ${noun} but not change it; ask its owner or an administrator of the team`)
}

/** Said to who may change a record, but neither delete it nor share it with others. */
export function onlyManagers(noun: string): AppError {
  return new AppError('forbidden', `Only the owner of this ${noun} and the administrators of its team may do that`)
}

/** Whose a base is. What is added to it, by whomever, is theirs too. @throws AppError not_found. */
export async function ownerOfBase(id: string): Promise<Owner> {
  const row = await db.knowledgeBase.findUnique({ where: { id }, select: { tenantId: true, ownerId: true } })
  if (row === null) throw notFound('knowledge base')
  return { tenantId: row.tenantId, userId: row.ownerId }
}
