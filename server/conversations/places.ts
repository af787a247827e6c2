// Where the next message of a conversation goes. A place is a number that is given once: whoever takes it while somebody else does is
// refused by the unique key, so that of two that open a turn at once one sees the other.
import { type Owner, visibleTo } from '@/server/auth/actor'
import { db, isMissingRecord, isUniqueViolation, type Prisma } from '@/server/database'
import { AppError, notFound } from '@/server/errors'

export interface Place {
  readonly seq: number
  /** The newest message of the branch that is shown. */
  readonly headId: string | null
  /** An answer is being written, or questions wait: what comes now has to wait too. */
  readonly isBusy: boolean
  readonly queuedCount: number
  readonly isTemporary: boolean
  /** Of the conversation. */
  readonly title: string
}

/** In a conversation that begins. */
export const first: Place = { seq: 1, headId: null, isBusy: false, queuedCount: 0, isTemporary: false, title: '' }

/** Somebody else took the place, or the end of the conversation is another one by now: look again. */
export class PlaceTaken extends AppError {
  constructor(cause: unknown) {
    super('conflict', 'Another question was sent at the same moment; try again', { cause })
  }
}

/** @throws AppError not_found. */
export async function next(owner: Owner, conversationId: string): Promise<Place> {
  const mine = { conversationId, ...visibleTo(owner) }
  // The number is read first: what happens after it, and is not seen by it, took that number.
  const last = await db.message.findFirst({ where: mine, orderBy: { seq: 'desc' }, select: { seq: true } })
  const conversation = await db.conversation.findFirst({ where: { id: conversationId, ...visibleTo(owner) }, select: { headId: true, isTemporary: true, title: true } })
  if (conversation === null) throw notFound('conversation')
  const open = await db.message.findMany({ where: { ...mine, role: 'assistant', status: { in: ['queued', 'pending', 'streaming'] } }, select: { status: true } })
  return {
    seq: Math.max(0, last?.seq ?? 0) + 1,
    ...conversation,
    isBusy: open.length > 0,
    queuedCount: open.filter(({ status }) => status === 'queued').length,
  }
}

/** Writes all or nothing. @throws PlaceTaken when one of the records is not as it was. */
export async function take(statements: Prisma.PrismaPromise<unknown>[]): Promise<void> {
  try {
    await db.$transaction(statements)
  } catch (error) {
    if (isMissingRecord(error) || isUniqueViolation(error)) throw new PlaceTaken(error)
    throw error
  }
}
