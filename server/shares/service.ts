import { randomBytes } from 'node:crypto'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { type Citation, isLive, type Message } from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { type Share, type SharedConversation, type SharedMessage, shareTokenSchema, snapshotSchema } from '@/server/shares/schema'

const tokenBytes = 32
/** Of one person; every one is a copy of a conversation. */
const maxShares = 1_000
const selected = { id: true, conversationId: true, title: true, token: true, createdAt: true } as const

/** Makes a link to the conversation as it is now. What is said later is not in it. @throws AppError not_found, conflict. */
export async function create(actor: Actor, conversationId: string): Promise<Share> {
  const conversation = await conversations.get(actor, conversationId)
  if (conversation.messages.some(({ status }) => isLive(status) || status === 'queued')) throw new AppError('conflict', 'An answer is still being written; share the chat when it is done')
  const messages = conversation.messages.flatMap(shared)
  if (messages.length === 0) throw new AppError('conflict', 'There is nothing in this chat to share yet')
  if ((await db.sharedConversation.count({ where: { ...visibleTo(actor), revokedAt: null } })) >= maxShares) {
    throw new AppError('conflict', `You share ${maxShares} chats, which is the most there can be; stop sharing one first`)
  }
  const token = randomBytes(tokenBytes).toString('base64url')
  return db.sharedConversation.create({ data: { id: newId(), ...visibleTo(actor), conversationId, token, title: conversation.title, snapshot: { messages } }, select: selected })
}

/** The actor's links that work, the newest first; of one conversation where that is said. */
export async function list(actor: Actor, conversationId?: string): Promise<Share[]> {
  return db.sharedConversation.findMany({
    where: { ...visibleTo(actor), revokedAt: null, ...(conversationId === undefined ? {} : { conversationId }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: selected,
  })
}

/** From now on the link opens nothing, and the copy is gone. */
export async function revoke(actor: Actor, id: string): Promise<void> {
  const { count } = await db.sharedConversation.updateMany({ where: { id, ...visibleTo(actor) }, data: { revokedAt: new Date(), snapshot: { messages: [] }, title: '' } })
  if (count === 0) throw notFound('link')
}

/** What a link opens, for anybody. Null for one that was stopped as for one that never was. */
export async function read(token: string): Promise<SharedConversation | null> {
  if (!shareTokenSchema.safeParse(token).success) return null
  const row = await db.sharedConversation.findFirst({ where: { token, revokedAt: null }, select: { title: true, createdAt: true, snapshot: true } })
  return row === null ? null : { title: row.title, createdAt: row.createdAt, ...snapshotSchema.parse(row.snapshot) }
}

function shared({ role, content, citations }: Message): SharedMessage[] {
  return role === 'system' || content === '' ? [] : [{ role, content, citations: citations.map(withoutOwner) }]
}

/** The passage with its place, and nothing that leads to a record of the owner's or says what the owner thinks of it. */
function withoutOwner(citation: Citation): Citation {
  return { ...citation, documentId: null, knowledgeBaseId: null, chunkId: null, contentHash: null, isWrong: false, change: null, score: 0 }
}
