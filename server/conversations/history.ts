// What was said in a conversation before a question, and the summary of what does not fit beside it any more.
import { type Owner, visibleTo } from '@/server/auth/actor'
import { branchTo } from '@/server/conversations/branch'
import type { Summary } from '@/server/conversations/schema'
import { db } from '@/server/database'
import { notFound } from '@/server/errors'

/** A message of the branch that a question belongs to. */
export interface Said {
  readonly id: string
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: string
  /** Whether its numbers in brackets are the markers of sources. */
  readonly isCited: boolean
}

export interface History {
  /** The message with which the branch ends. */
  readonly last: Said
  /** What the last message keeps of what alone is searched for it; null: nothing. */
  readonly scope: unknown
  /** What an assistant said before the first question; empty: nothing. */
  readonly opener: string
  /** What was said before the last message, the oldest first. */
  readonly earlier: readonly Said[]
  /** Of what was said up to one of the messages; null when there is none, or when it is that of another branch. */
  readonly summary: Summary | null
  /** Up to which message the kept summary tells, of whatever branch. */
  readonly summarisedTo: string | null
}

type Summarised = Parameters<typeof summaryOf>[0]

/** The branch that ends with a message. @param known of its conversation, when that was read already. @throws AppError not_found. */
export async function historyTo(owner: Owner, conversationId: string, endId: string, known?: Summarised): Promise<History> {
  const [conversation, rows] = await Promise.all([
    known ?? db.conversation.findFirst({ where: { id: conversationId, ...visibleTo(owner) }, select: { summary: true, summaryThroughId: true } }),
    db.message.findMany({
      where: { conversationId, ...visibleTo(owner) },
      orderBy: { seq: 'asc' },
      select: { id: true, parentId: true, role: true, content: true, scope: true, _count: { select: { citations: true } } },
    }),
  ])
  const messages = branchTo(endId, rows).map(({ id, role, content, _count }) => ({ id, role, content, isCited: _count.citations > 0 }))
  const last = messages.at(-1)
  if (conversation === null || last === undefined) throw notFound('question')
  const opener = messages[0]?.role === 'assistant' ? messages[0].content : ''
  return { last, scope: rows.find(({ id }) => id === last.id)?.scope ?? null, opener, earlier: messages.slice(opener === '' ? 0 : 1, -1), summary: summaryOf(conversation, messages), summarisedTo: conversation.summaryThroughId }
}

/** The summary of a conversation, if it is one of these messages. */
export function summaryOf({ summary, summaryThroughId }: { summary: string | null; summaryThroughId: string | null }, messages: readonly { id: string }[]): Summary | null {
  if (summary === null || summaryThroughId === null || !messages.some(({ id }) => id === summaryThroughId)) return null
  return { text: summary, throughId: summaryThroughId }
}

/** Keeps a summary in the place of one up to `before`; not if that is another one by now, as after the deletion of something it told of. */
export async function keepSummary(owner: Owner, conversationId: string, before: string | null, { text, throughId }: Summary): Promise<void> {
  const where = { id: conversationId, ...visibleTo(owner), summaryThroughId: before, messages: { some: { id: throughId } } }
  await db.conversation.updateMany({ where, data: { summary: text, summaryThroughId: throughId } })
}
