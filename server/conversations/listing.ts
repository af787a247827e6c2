import type { z } from 'zod'
import { type Actor, visibleTo } from '@/server/auth/actor'
import type { conversationCursorSchema, conversationListSchema, ConversationPage, ConversationView } from '@/server/conversations/schema'
import { db, type Prisma } from '@/server/database'

/** Which conversations a list holds. Each is listed once: archived, else pinned, else in its folder, else by its age. */
export function placeOf({ view, folderId }: { view: ConversationView; folderId?: string | null | undefined }): Prisma.ConversationWhereInput {
  const listed = { isTemporary: false, archivedAt: null } as const
  switch (view) {
    case 'recent':
      return { ...listed, pinnedAt: null, folderId: folderId ?? null }
    case 'pinned':
      return { ...listed, pinnedAt: { not: null } }
    case 'archived':
      return { isTemporary: false, archivedAt: { not: null } }
  }
}

const selected = { id: true, title: true, updatedAt: true, pinnedAt: true, folderId: true } as const

interface PageRequest {
  readonly cursor?: z.output<typeof conversationCursorSchema> | null | undefined
  readonly limit: number
}

/** A page of the actor's conversations, the last used first. */
export function list(actor: Actor, { view, folderId, ...page }: z.output<typeof conversationListSchema>): Promise<ConversationPage> {
  return pageOf(actor, placeOf({ view, folderId }), page)
}

/** A page of some of the actor's conversations, the last used first. */
export async function pageOf(actor: Actor, where: Prisma.ConversationWhereInput, { cursor, limit }: PageRequest): Promise<ConversationPage> {
  const rows = await db.conversation.findMany({
    where: {
      ...where,
      ...visibleTo(actor),
      ...(cursor == null ? {} : { OR: [{ updatedAt: { lt: cursor.updatedAt } }, { updatedAt: cursor.updatedAt, id: { lt: cursor.id } }] }),
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: selected,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const answering = await answeringAmong(page.map(({ id }) => id))
  return {
    items: page.map(({ pinnedAt, ...row }) => ({ ...row, isPinned: pinnedAt !== null, isAnswering: answering.has(row.id) })),
    nextCursor: rows.length > limit && last !== undefined ? { updatedAt: last.updatedAt, id: last.id } : null,
  }
}

/** Those in which an answer waits or is being written. */
async function answeringAmong(ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.message.findMany({ where: { status: { in: ['queued', 'pending', 'streaming'] }, conversationId: { in: [...ids] } }, select: { conversationId: true } })
  return new Set(rows.map(({ conversationId }) => conversationId))
}
