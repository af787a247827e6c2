// Questions that were sent while an answer was written. Such a question and its answer are rows without a place in any branch; their
// numbers say in which order they are asked.
import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import type { Lease } from '@/server/conversations/answers'
import { askedWithSchema, basesLeft, fieldsOf, linkBases } from '@/server/conversations/askedWith'
import { changeText } from '@/server/conversations/changeText'
import * as places from '@/server/conversations/places'
import type { ConversationPulse } from '@/server/conversations/schema'
import type { OpenTurn } from '@/server/conversations/turns'
import { db, noJson } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import type { RetrievalSettings } from '@/server/retrieval/schema'

const waiting = { role: 'assistant', status: 'queued' } as const

/** What changes in a conversation while one looks at it. @throws AppError not_found. */
export async function pulse(actor: Actor, conversationId: string): Promise<ConversationPulse> {
  const mine = { conversationId, ...visibleTo(actor) }
  const [conversation, open] = await Promise.all([
    db.conversation.findFirst({ where: { id: conversationId, ...visibleTo(actor) }, select: { updatedAt: true } }),
    db.message.findMany({ where: { ...mine, status: { in: ['queued', 'pending', 'streaming'] } }, orderBy: { seq: 'asc' } }),
  ])
  if (conversation === null) throw notFound('conversation')
  const questions = new Map(open.filter(({ role }) => role === 'user').map((question) => [question.id, question]))
  return {
    updatedAt: conversation.updatedAt,
    isAnswering: open.some(({ status }) => status !== 'queued'),
    queued: open.flatMap(({ id, role, parentId, modelId }) => {
      const question = role === 'assistant' ? questions.get(parentId ?? '') : undefined
      return question === undefined ? [] : [{ id, questionId: question.id, text: question.content, modelId, createdAt: question.createdAt }]
    }),
  }
}

/**
 * Gives the next waiting question its place at the end of the branch that is shown. Null when none waits, an answer is still written,
 * or somebody else was faster.
 */
export async function openNext(conversationId: string, lease: Lease): Promise<{ owner: Owner; turn: OpenTurn; modelId: string | null; mayRewrite: boolean; retrieval: RetrievalSettings | null } | null> {
  // Those of a disabled account wait until it is enabled.
  const answer = await db.message.findFirst({ where: { conversationId, ...waiting, conversation: { owner: { disabledAt: null } } }, orderBy: { seq: 'asc' } })
  if (answer?.parentId == null) return null
  const owner = { tenantId: answer.tenantId, userId: answer.ownerId }
  const place = await places.next(owner, conversationId)
  if ((await db.message.count({ where: { conversationId, role: 'assistant', status: { in: ['pending', 'streaming'] } } })) > 0) return null
  const turn = { conversationId, title: place.title, questionId: answer.parentId, answerId: answer.id, isQueued: false, begun: null }
  const askedWith = askedWithSchema.parse(answer.askedWith)
  const bases = await basesLeft(owner, askedWith.knowledgeBaseIds)
  try {
    await places.take([
      db.conversation.update({ where: { id: conversationId, headId: place.headId }, data: { headId: turn.answerId, modelId: answer.modelId, ...fieldsOf(askedWith) } }),
      ...linkBases(conversationId, bases),
      db.message.update({ where: { id: turn.questionId, status: 'queued' }, data: { status: 'complete', parentId: place.headId, seq: place.seq } }),
      db.message.update({ where: { id: turn.answerId, status: 'queued' }, data: { status: 'pending', seq: place.seq + 1, askedWith: noJson, ...lease } }),
    ])
  } catch (error) {
    if (error instanceof places.PlaceTaken) return null
    throw error
  }
  return { owner, turn, modelId: answer.modelId, mayRewrite: askedWith.rewrite ?? true, retrieval: askedWith.retrieval ?? null }
}

/** Conversations in which a question waits and no answer is written: their process has died, or is about to begin the next one. */
export async function waitingConversations(): Promise<string[]> {
  const rows = await db.message.findMany({
    where: { ...waiting, conversation: { owner: { disabledAt: null }, messages: { none: { status: { in: ['pending', 'streaming'] } } } } },
    distinct: ['conversationId'],
    select: { conversationId: true },
    take: 50,
  })
  return rows.map(({ conversationId }) => conversationId)
}

const begun = (): AppError => new AppError('conflict', 'This question has been asked by now; edit it in the conversation')

/** @throws AppError not_found, or conflict when it does not wait any more. */
async function find(actor: Actor, answerId: string): Promise<{ conversationId: string; questionId: string }> {
  const answer = await db.message.findFirst({ where: { id: answerId, role: 'assistant', ...visibleTo(actor) } })
  if (answer?.parentId == null) throw notFound('question')
  if (answer.status !== 'queued') throw begun()
  return { conversationId: answer.conversationId, questionId: answer.parentId }
}

/** Changes the words of a question that waits. @throws AppError not_found, conflict. */
export async function edit(actor: Actor, answerId: string, text: string): Promise<void> {
  const { questionId } = await find(actor, answerId)
  if (!(await changeText(actor, questionId, 'queued', { content: text }))) throw begun()
}

/** Takes a question that waits out of the queue. @throws AppError not_found, conflict. */
export async function remove(actor: Actor, answerId: string): Promise<void> {
  const { questionId } = await find(actor, answerId)
  const { count } = await db.message.deleteMany({ where: { id: questionId, status: 'queued', ...visibleTo(actor) } })
  if (count === 0) throw begun()
}

/** Puts a question before all others that wait. @returns its conversation. @throws AppError not_found, conflict. */
export async function bringForward(actor: Actor, answerId: string): Promise<string> {
  const { conversationId } = await find(actor, answerId)
  const first = await db.message.findFirst({ where: { conversationId, ...visibleTo(actor) }, orderBy: { seq: 'asc' }, select: { seq: true } })
  // Below all places that are given: while it waits its number says nothing else.
  const seq = Math.min(0, first?.seq ?? 0) - 1
  await places.take([db.message.updateMany({ where: { id: answerId, status: 'queued', ...visibleTo(actor) }, data: { seq } })])
  return conversationId
}
