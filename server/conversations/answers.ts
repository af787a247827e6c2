// What the writer of an answer saves, and what its readers see. Every write is a compare-and-set on the worker that holds the answer.
import { type Actor, visibleTo } from '@/server/auth/actor'
import { toMessage } from '@/server/conversations/service'
import { type Activity, type AnswerStatus, type Citation, isLive, type Message, type Support } from '@/server/conversations/schema'
import { db, isMissingRecord, noJson, type Prisma } from '@/server/database'
import { notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { log } from '@/server/log'
import { replaceTerms } from '@/server/search/messageTerms'

const liveStatuses = ['pending', 'streaming'] as const

/** Which process writes an answer, and until when it is believed to live. */
export interface Lease {
  readonly worker: string
  readonly leaseUntil: Date
}

/** An answer as far as it is written. Text and citations only ever grow. */
export interface AnswerDraft {
  readonly text: string
  readonly activity: Activity
  readonly citations: readonly Citation[]
}

export interface AnswerEnd {
  readonly status: Exclude<AnswerStatus, 'queued' | 'pending' | 'streaming'>
  readonly errorText: string | null
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  /** Millionths of a dollar; null while the price is unknown. */
  readonly costMicros?: number | null
  readonly durationMs: number
  readonly firstTokenMs: number | null
  readonly support: Support
}

/** Saves what is written so far and prolongs the lease. `isOurs` is false when the answer was reaped or deleted: stop writing. */
export async function save(
  answerId: string,
  { text, activity, citations }: AnswerDraft,
  savedCitations: number,
  lease: Lease,
): Promise<{ isOurs: boolean; stopRequested: boolean }> {
  const row = await write(answerId, lease.worker, citations.slice(savedCitations), { content: text, activity, status: 'streaming', leaseUntil: lease.leaseUntil })
  return { isOurs: row !== null, stopRequested: row?.stopRequested ?? false }
}

/** Saves the whole answer and ends it. False when somebody else ended it before. */
export async function end(answerId: string, draft: AnswerDraft, savedCitations: number, worker: string, outcome: AnswerEnd): Promise<boolean> {
  const data = { content: draft.text, activity: draft.activity, ...outcome, support: outcome.support ?? noJson, worker: null, leaseUntil: null }
  return (await write(answerId, worker, draft.citations.slice(savedCitations), data, await termsOf(answerId, draft.text))) !== null
}

/** What makes an ended answer findable; nothing in a temporary conversation. */
async function termsOf(answerId: string, content: string): Promise<Prisma.PrismaPromise<unknown>[]> {
  const row = await db.message.findUnique({ where: { id: answerId }, select: { ownerId: true, conversationId: true } })
  const conversation = row === null ? null : await db.conversation.findUnique({ where: { id: row.conversationId }, select: { isTemporary: true } })
  return row === null || conversation === null || conversation.isTemporary ? [] : replaceTerms({ ownerId: row.ownerId, messageId: answerId, content })
}

/** The one write of an answer: its row with its new citations and what goes with it, or, when it is not the worker's any more, null and nothing. */
async function write(
  answerId: string,
  worker: string,
  citations: readonly Citation[],
  data: Prisma.MessageUpdateInput,
  together: Prisma.PrismaPromise<unknown>[] = [],
): Promise<{ stopRequested: boolean } | null> {
  const rows = citations.map(({ change: _change, ...citation }) => ({ ...citation, id: newId() }))
  try {
    const update = db.message.update({
      where: { id: answerId, worker, status: { in: [...liveStatuses] } },
      data: { ...data, ...(rows.length === 0 ? {} : { citations: { createMany: { data: rows } } }) },
      select: { stopRequested: true },
    })
    return together.length === 0 ? await update : (await db.$transaction([update, ...together]))[0]
  } catch (error) {
    if (isMissingRecord(error)) return null
    throw error
  }
}

/** An answer of the actor with its conversation's title. @throws AppError not_found. */
export async function get(actor: Actor, answerId: string): Promise<Message & { conversationTitle: string }> {
  const row = await db.message.findFirst({
    where: { id: answerId, role: 'assistant', ...visibleTo(actor) },
    include: { citations: { orderBy: { ordinal: 'asc' } }, conversation: { select: { title: true } } },
  })
  if (row === null) throw notFound('answer')
  return { ...toMessage(row), conversationTitle: row.conversation.title }
}

/** The answer of a conversation that is being written. */
export async function findLive(actor: Actor, conversationId: string): Promise<string | null> {
  const row = await db.message.findFirst({ where: { conversationId, status: { in: [...liveStatuses] }, ...visibleTo(actor) }, select: { id: true } })
  return row?.id ?? null
}

/** Asks whoever writes an answer to stop; nothing happens to one that is final. */
export async function requestStop(actor: Actor, answerId: string): Promise<void> {
  const { status } = await get(actor, answerId)
  if (isLive(status)) await db.message.updateMany({ where: { id: answerId, ...visibleTo(actor) }, data: { stopRequested: true } })
}

/** Ends the answers whose writer went silent: their text stays, and they can be tried again. Returns how many. */
export async function interruptAbandoned(): Promise<number> {
  const abandoned = { status: { in: [...liveStatuses] }, leaseUntil: { lt: new Date() } }
  let count = 0
  for (const { id, content } of await db.message.findMany({ where: abandoned, select: { id: true, content: true } })) {
    const interrupt = db.message.update({ where: { ...abandoned, id }, data: { status: 'interrupted', worker: null, leaseUntil: null } })
    try {
      await db.$transaction([interrupt, ...(await termsOf(id, content))])
      count += 1
    } catch (error) {
      // One that cannot be ended keeps nobody else's from it.
      if (!isMissingRecord(error)) log.error('an abandoned answer could not be interrupted', error, { answerId: id })
    }
  }
  return count
}
