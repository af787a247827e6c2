// An account goes with everything that its owner made: conversations, bases with their documents, assistants, keys, and the books of what
// was spent. What others did stays theirs.
import type { Farewell, RemovedAccount } from '@/server/accounts/schema'
import * as audit from '@/server/audit/service'
import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import { requirePassword } from '@/server/auth/passwordOf'
import * as secondFactor from '@/server/auth/secondFactor'
import { db, isMissingRecord } from '@/server/database'
import { remainsOfBases } from '@/server/documents/actions'
import { AppError, notFound } from '@/server/errors'
import { purging, sizeOf } from '@/server/receipts/service'
import { leaveAll } from '@/server/teams/members'

/** For who has the password, and a code where there is a second factor. @throws AppError invalid, rate_limited; conflict for the only administrator and for the last owner of a team. */
export async function removeOwn(actor: Actor, { password, code }: Farewell): Promise<RemovedAccount> {
  await requirePassword(actor.userId, password)
  if ((await secondFactor.get(actor)).isOn) await secondFactor.requireCode(actor.userId, code)
  return take(actor, actor)
}

/** Takes somebody else's. @throws AppError not_found; invalid for one's own; conflict for the last owner of a team. */
export async function remove(actor: Actor, id: string): Promise<RemovedAccount> {
  if (id === actor.userId) throw new AppError('invalid', 'Delete your own account under Settings, Data and sharing')
  const tenant = await db.tenant.findFirst({ where: { ownerId: id, isPersonal: true }, select: { id: true } })
  if (tenant === null) throw notFound('user')
  return take({ userId: id, tenantId: tenant.id }, actor)
}

async function take(owner: Owner, by: Actor): Promise<RemovedAccount> {
  const { userId } = owner
  const user = await db.user.findUnique({ where: { id: userId }, select: { username: true, role: true } })
  if (user === null) throw notFound('user')
  if (user.role === 'admin' && (await otherAdministrators(userId)) === 0) throw new AppError('conflict', 'This is the only administrator; make somebody else one first')
  await leaveAll(by, userId)
  const mine = { where: visibleTo(owner) }
  const [bases, images, conversationCount] = await Promise.all([
    db.knowledgeBase.findMany({ ...mine, select: { id: true } }),
    db.attachment.findMany({ where: { ...mine.where, storageKey: { not: null } }, select: { storageKey: true, size: true } }),
    db.conversation.count(mine),
  ])
  const { documentCount, chunkCount, files: documents, vectors, forgotten } = await remainsOfBases(owner, bases.map(({ id }) => id))
  // An edited question has the images of the one before it.
  const pictures = new Map(images.flatMap(({ storageKey, size }) => (storageKey === null ? [] : [[storageKey, { storageKey, size }] as const])))
  const files = [...documents, ...pictures.values()]
  const removed = { conversationCount, documentCount, chunkCount, fileCount: files.length, size: sizeOf(files) }
  await db
    .$transaction([
      purging(owner, { files, vectors }),
      ...forgotten,
      db.deletionReceipt.deleteMany(mine),
      db.invitation.deleteMany({ where: { createdById: userId, acceptedAt: null } }),
      ...steppingDown(userId),
      db.user.delete({ where: { id: userId, role: 'user' } }),
      audit.entry(by, 'user.delete', userId, { username: user.username, ...removed }),
      db.auditEntry.updateMany({ where: { actorId: userId }, data: { actorId: null } }),
    ])
    .catch((error: unknown) => {
      if (isMissingRecord(error)) throw new AppError('conflict', 'This account was changed at the same moment; try again', { cause: error })
      throw error
    })
  return removed
}

const otherAdministrators = (userId: string) => db.user.count({ where: { role: 'admin', disabledAt: null, id: { not: userId } } })

/** The statements that make a user of an administrator where there is another one: of the last two who go at once the second one stays. */
function steppingDown(userId: string) {
  return [
    // Both take all of these rows, so that the second one sees what the first one did.
    db.$executeRaw`UPDATE "User" SET "role" = "role" WHERE "role" = 'admin'`,
    db.$executeRaw`
      UPDATE "User" SET "role" = 'user' WHERE "id" = ${userId}
      AND EXISTS (SELECT 1 FROM "User" o WHERE o."role" = 'admin' AND o."disabledAt" IS NULL AND o."id" <> ${userId})`,
  ]
}
