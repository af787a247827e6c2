// What a reader does with the questions and answers of a conversation once they are there. Nothing that was said is lost by it, but for
// what is deleted by name.
import { type Actor, visibleTo } from '@/server/auth/actor'
import { newestEnd } from '@/server/conversations/branch'
import { changeText } from '@/server/conversations/changeText'
import * as places from '@/server/conversations/places'
import { isLive, type Rating } from '@/server/conversations/schema'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'

/** Changes the words of a question without asking again: its answers stay, and say what they answered. @throws AppError not_found. */
export async function editQuestion(actor: Actor, id: string, text: string): Promise<void> {
  if (!(await changeText(actor, id, 'complete', { content: text, editedAt: new Date() }))) throw notFound('question')
  // The summary may tell of the old words, and the pages that show the conversation are to learn of the new ones.
  await db.conversation.updateMany({ where: { messages: { some: { id } }, ...visibleTo(actor) }, data: forgotten })
}

const forgotten = { summary: null, summaryThroughId: null }

/** The messages of the conversation that a message belongs to, without those that wait. @throws AppError not_found. */
async function around(actor: Actor, id: string, noun: string) {
  const message = await db.message.findFirst({ where: { id, status: { not: 'queued' }, ...visibleTo(actor) } })
  if (message === null) throw notFound(noun)
  const conversation = await db.conversation.findFirst({ where: { id: message.conversationId, ...visibleTo(actor) }, select: { id: true, headId: true } })
  if (conversation === null) throw notFound(noun)
  const select = { id: true, parentId: true, role: true, status: true, createdAt: true } as const
  const messages = await db.message.findMany({ where: { conversationId: conversation.id, status: { not: 'queued' }, ...visibleTo(actor) }, orderBy: { seq: 'asc' }, select })
  return { message, conversation, messages }
}

/** Shows the branch that goes on from a version of a question or an answer. @throws AppError not_found, or conflict while an answer is written. */
export async function showVersion(actor: Actor, id: string): Promise<void> {
  const { conversation, messages } = await around(actor, id, 'message')
  if (messages.some(({ status }) => isLive(status))) throw new AppError('conflict', 'An answer is still being written; wait for it or stop it')
  await places.take([db.conversation.update({ where: conversation, data: { headId: newestEnd(id, messages) } })])
}

/**
 * Deletes a question with all its answers. What was asked after them stays, and follows what was said before.
 * @throws AppError not_found, or conflict while one of its answers is written.
 */
export async function removeExchange(actor: Actor, questionId: string): Promise<void> {
  const { message: question, conversation, messages } = await around(actor, questionId, 'question')
  if (question.role !== 'user') throw notFound('question')
  const answers = messages.filter(({ parentId }) => parentId === questionId)
  if (answers.some(({ status }) => isLive(status))) throw new AppError('conflict', 'An answer is still being written; wait for it or stop it')
  const removed = new Set([questionId, ...answers.map(({ id }) => id)])
  const rest = messages.flatMap((message) => (removed.has(message.id) ? [] : [{ ...message, parentId: removed.has(message.parentId ?? '') ? question.parentId : message.parentId }]))
  await places.take([
    // First: it holds off whoever is about to ask after one of these answers.
    db.conversation.update({ where: conversation, data: { headId: headWithout(conversation.headId, question.parentId, rest), ...forgotten } }),
    db.message.updateMany({ where: { parentId: { in: answers.map(({ id }) => id) }, ...visibleTo(actor) }, data: { parentId: question.parentId } }),
    db.message.deleteMany({ where: { id: questionId, ...visibleTo(actor) } }),
  ])
}

/** What is shown afterwards: the same branch, else the newest one that goes on from the same place. */
function headWithout(headId: string | null, parentId: string | null, rest: readonly { id: string; parentId: string | null; createdAt: Date }[]): string | null {
  if (rest.some(({ id }) => id === headId)) return headId
  if (parentId !== null) return newestEnd(parentId, rest)
  const root = rest.findLast((message) => message.parentId === null)
  return root === undefined ? null : newestEnd(root.id, rest)
}

/** Keeps what a reader thinks of an answer. @throws AppError not_found. */
export async function rate(actor: Actor, { id, feedback, text }: Rating): Promise<void> {
  const feedbackText = feedback === null || text === '' ? null : text
  const { count } = await db.message.updateMany({ where: { id, role: 'assistant', ...visibleTo(actor) }, data: { feedback, feedbackText } })
  if (count === 0) throw notFound('answer')
}
