import { type Actor, visibleTo } from '@/server/auth/actor'
import type { ConversationPlace } from '@/server/conversations/schema'
import { remove } from '@/server/conversations/service'
import { db, joined } from '@/server/database'
import { AppError, notFound } from '@/server/errors'

/** @throws AppError not_found when one of them is not the actor's: then nothing is done to any. */
async function requireAll(actor: Actor, ids: readonly string[]): Promise<void> {
  const count = await db.conversation.count({ where: { id: { in: [...ids] }, ...visibleTo(actor) } })
  if (count !== new Set(ids).size) throw notFound('conversation')
}

/** Pins, archives, moves, or takes back. Written past Prisma, which would take it for a use of the conversation and list it under today. */
export async function place(actor: Actor, { ids, isPinned, isArchived, folderId }: ConversationPlace): Promise<void> {
  await requireAll(actor, ids)
  if (folderId != null && (await db.folder.count({ where: { id: folderId, ...visibleTo(actor) } })) === 0) throw notFound('folder')
  const now = new Date()
  const chosen = joined(ids)
  await db.$transaction([
    ...(isPinned === undefined ? [] : [db.$executeRaw`UPDATE "Conversation" SET "pinnedAt" = ${isPinned ? now : null} WHERE "ownerId" = ${actor.userId} AND "id" IN (${chosen})`]),
    ...(isArchived === undefined ? [] : [db.$executeRaw`UPDATE "Conversation" SET "archivedAt" = ${isArchived ? now : null} WHERE "ownerId" = ${actor.userId} AND "id" IN (${chosen})`]),
    ...(folderId === undefined ? [] : [db.$executeRaw`UPDATE "Conversation" SET "folderId" = ${folderId} WHERE "ownerId" = ${actor.userId} AND "id" IN (${chosen})`]),
  ])
}

/** All or none, as far as they are the actor's; one that somebody else deletes meanwhile is no failure. */
export async function removeMany(actor: Actor, ids: readonly string[]): Promise<void> {
  await requireAll(actor, ids)
  for (const id of new Set(ids)) {
    await remove(actor, id).catch((error: unknown) => {
      if (!(error instanceof AppError && error.kind === 'not_found')) throw error
    })
  }
}
