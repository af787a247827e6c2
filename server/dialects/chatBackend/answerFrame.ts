import type { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import type { Message } from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import { ask } from '@/server/dialects/chatBackend/ask'
import { type Data, FrameError, type failures, messageTypes, questionSchema, requestSchema, sessionSchema } from '@/server/dialects/chatBackend/frames'
import { sessionName } from '@/server/dialects/chatBackend/sessionName'
import { storedName } from '@/server/dialects/chatBackend/storedName'
import { AppError } from '@/server/errors'
import { idSchema } from '@/server/ids'
import * as models from '@/server/models/service'
import { balanceOf } from '@/server/usage/account'
import { countRequest } from '@/server/usage/limits'
import * as users from '@/server/users/service'

interface Reply {
  readonly type: number
  readonly data: Data
}

/** Answers one text of a connection; `tell` sends what comes before the answer. @throws FrameError, and whatever went wrong on our side. */
export async function answerFrame(actor: Actor, text: string, tell: (reply: Reply) => void, signal: AbortSignal): Promise<Reply> {
  const request = requestIn(text)
  const { type, data } = request
  const userId = data.user_id
  await countRequest(actor)
  const reply = async (): Promise<Data> => {
    switch (type) {
      case messageTypes.userDetails:
        return userDetails(actor, userId)
      case messageTypes.balance:
        return balance(actor, userId)
      case messageTypes.listSessions:
        requireOwn(actor, userId)
        return { user_id: userId, session_info: (await conversations.all(actor, { sortBy: 'createdAt' })).items.map(({ id, title }) => ({ session_id: id, session_name: sessionName(title) })) }
      case messageTypes.chatsBySession:
        requireOwn(actor, userId)
        return chats(actor, userId, parsed(sessionSchema, data).session_id)
      case messageTypes.chatMessage:
        requireOwn(actor, userId)
        return ask(actor, userId, parsed(questionSchema, data), (part) => tell({ type, data: part }), signal)
      case messageTypes.sessionDelete:
        requireOwn(actor, userId)
        await within('deleteSession', parsed(sessionSchema, data).session_id, (id) => conversations.remove(actor, id))
        return { user_id: userId }
      case messageTypes.models:
        requireOwn(actor, userId)
        return { models: (await models.listAll(actor)).map(({ id }) => id.slice(id.indexOf('/') + 1)).toSorted() }
      default:
        throw new FrameError('unknownMessage', { isFinal: true })
    }
  }
  return { type, data: await reply() }
}

function requestIn(text: string): z.output<typeof requestSchema> {
  try {
    return parsed(requestSchema, JSON.parse(text))
  } catch (cause) {
    throw cause instanceof FrameError ? cause : new FrameError('parsing', { cause })
  }
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new FrameError('parsing', { detail: [issue?.path.join('.'), issue?.message].filter((part) => part !== undefined && part !== '').join(': ') })
}

const sameId = (one: string, other: string): boolean => one.replaceAll('-', '').toLowerCase() === other.replaceAll('-', '').toLowerCase()

/** A socket speaks for who opened it. @throws FrameError. */
function requireOwn({ userId }: Actor, asked: string): void {
  if (!sameId(userId, asked)) throw new FrameError('user')
}

/** An administrator sees the account of everybody, here as on the page of accounts; their chats are their own. */
async function accountFor(actor: Actor, asked: string): Promise<{ userId: string; username: string }> {
  if (sameId(actor.userId, asked)) return actor
  if (actor.role !== 'admin' || !actor.scopes.includes('admin')) throw new FrameError('user')
  const found = idSchema.safeParse(asked).success ? await users.findName(asked) : null
  if (found === null) throw new FrameError('user')
  return { userId: asked, username: found }
}

async function userDetails(actor: Actor, asked: string): Promise<Data> {
  const { username } = await accountFor(actor, asked)
  return { user_id: asked, username }
}

/** In dollars. */
async function balance(actor: Actor, asked: string): Promise<Data> {
  const { userId } = await accountFor(actor, asked)
  const { isUnlimited, availableMicros } = await balanceOf(userId)
  return { balance: (availableMicros ?? 0) / 1_000_000, ...(isUnlimited ? { is_unlimited: true } : {}) }
}

async function chats(actor: Actor, userId: string, sessionId: string): Promise<Data> {
  const { messages } = await within('loadChats', sessionId, (id) => conversations.get(actor, id))
  return { user_id: userId, session_id: sessionId, chat: JSON.stringify(entriesOf(messages)) }
}

/** What was said, and each file behind the answer to the question that it came with. */
function entriesOf(messages: readonly Message[]): { role: string; content: string }[] {
  const filesOf = new Map(messages.map(({ id, attachments }) => [id, attachments]))
  return messages.flatMap((message) => {
    if (message.role === 'system') return []
    const isAnswered = messages.some(({ parentId }) => parentId === message.id)
    const files = message.role === 'assistant' ? filesOf.get(message.parentId ?? '') : isAnswered ? [] : message.attachments
    return [{ role: message.role, content: message.content }, ...(files ?? []).map((file) => ({ role: 'file', content: storedName(file) }))]
  })
}

/** What is not there, or somebody else's, fails in the words of that request. */
async function within<T>(failure: keyof typeof failures, sessionId: string, work: (id: string) => Promise<T>): Promise<T> {
  if (!idSchema.safeParse(sessionId).success) throw new FrameError(failure)
  try {
    return await work(sessionId)
  } catch (cause) {
    throw cause instanceof AppError ? new FrameError(failure, { cause }) : cause
  }
}
