import { type Actor, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { addTerms } from '@/server/search/messageTerms'

interface ConversationDraft {
  readonly title?: string
  /** Questions and answers in turn, each under the one before it. */
  readonly texts?: readonly string[]
  readonly updatedAt?: Date
  readonly isTemporary?: boolean
}

/** A conversation with finished messages, findable, as if it had been held. */
export async function createConversation(actor: Actor, { title = 'A chat', texts = [], updatedAt = new Date(), isTemporary = false }: ConversationDraft = {}): Promise<{ id: string; messageIds: string[] }> {
  const [id, owner] = [newId(), visibleTo(actor)]
  const messageIds = texts.map(newId)
  const messages = texts.map((content, at) => {
    return { id: messageIds[at] ?? '', ...owner, conversationId: id, parentId: messageIds[at - 1] ?? null, seq: at + 1, role: at % 2 === 0 ? 'user' : 'assistant', content } as const
  })
  await db.$transaction([
    db.conversation.create({ data: { id, ...owner, title, isTemporary, updatedAt, headId: messageIds.at(-1) ?? null } }),
    db.message.createMany({ data: messages }),
    ...(isTemporary ? [] : messages.flatMap((message) => addTerms({ ownerId: owner.ownerId, messageId: message.id, content: message.content }))),
  ])
  return { id, messageIds }
}
