import { type Actor, visibleTo } from '@/server/auth/actor'
import { db, isMissingRecord } from '@/server/database'
import { replaceTerms } from '@/server/search/messageTerms'

/** Changes the words of a question, and what it is found by; false when it is not there, or not in this state any more. */
export async function changeText(actor: Actor, questionId: string, status: 'queued' | 'complete', change: { content: string; editedAt?: Date }): Promise<boolean> {
  const question = { id: questionId, role: 'user', status, ...visibleTo(actor) } as const
  const isFound = (await db.message.count({ where: { ...question, conversation: { isTemporary: false } } })) === 1
  const terms = isFound ? replaceTerms({ ownerId: actor.userId, messageId: questionId, content: change.content }) : []
  try {
    await db.$transaction([db.message.update({ where: question, data: change }), ...terms])
    return true
  } catch (error) {
    if (isMissingRecord(error)) return false
    throw error
  }
}
