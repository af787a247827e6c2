import { type Actor, visibleTo } from '@/server/auth/actor'
import * as places from '@/server/conversations/places'
import type { Message } from '@/server/conversations/schema'
import { toMessage } from '@/server/conversations/service'
import { titleFrom } from '@/server/conversations/title'
import { db } from '@/server/database'
import { AppError } from '@/server/errors'
import { newId } from '@/server/ids'
import { addTerms } from '@/server/search/messageTerms'

interface Draft {
  readonly conversationId: string
  readonly role: 'user' | 'assistant'
  readonly text: string
}

/**
 * Adds a message to the end of a conversation, and nobody answers it. Clients that were sent an answer may add it as well: what is there
 * already, word for word, is not there twice. @throws AppError not_found; conflict while an answer is written; PlaceTaken.
 */
export async function append(actor: Actor, { conversationId, role, text }: Draft): Promise<Message> {
  const place = await places.next(actor, conversationId)
  if (place.isBusy) throw new AppError('conflict', 'An answer is still being written; wait for it or stop it')
  const owner = visibleTo(actor)
  if (role === 'assistant' && place.headId !== null) {
    const last = await db.message.findFirst({ where: { id: place.headId, role, content: text, ...owner }, include: { citations: { orderBy: { ordinal: 'asc' } } } })
    if (last !== null) return toMessage(last)
  }
  const id = newId()
  const named = await db.conversation.findFirst({ where: { id: conversationId, titleIsAuto: true, title: '', ...owner }, select: { id: true } })
  await places.take([
    db.conversation.update({ where: { id: conversationId, headId: place.headId }, data: { headId: id, ...(named === null ? {} : { title: titleFrom(text) }) } }),
    db.message.create({ data: { id, ...owner, conversationId, parentId: place.headId, seq: place.seq, role, content: text } }),
    ...(place.isTemporary ? [] : addTerms({ ownerId: owner.ownerId, messageId: id, content: text })),
  ])
  return toMessage(await db.message.findFirstOrThrow({ where: { id, ...owner }, include: { citations: true } }))
}
