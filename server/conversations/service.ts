import type { z } from 'zod'
import { variableValuesSchema } from '@/server/assistants/schema'
import { removalOfConversations } from '@/server/attachments/removal'
import type { Attachment } from '@/server/attachments/schema'
import { sentIn } from '@/server/attachments/service'
import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import { changesIn } from '@/server/citations/changes'
import { branchTo, type Version, versionsIn } from '@/server/conversations/branch'
import { summaryOf } from '@/server/conversations/history'
import { activitySchema, citationSchema, type Conversation, conversationWithMessagesSchema, type Message, questionScopeSchema, supportSchema } from '@/server/conversations/schema'
import { db, type Prisma } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { readableBy } from '@/server/teams/access'

export const withBases = (actor: Actor) => ({ knowledgeBases: { where: { knowledgeBase: readableBy(actor) }, select: { knowledgeBaseId: true } } }) as const

type ConversationRow = Prisma.ConversationGetPayload<{ include: ReturnType<typeof withBases> }>
type MessageRow = Prisma.MessageGetPayload<{ include: { citations: true } }>

export const toConversation = (row: ConversationRow): Conversation => ({
  ...row,
  knowledgeBaseIds: row.knowledgeBases.map((link) => link.knowledgeBaseId),
  variables: variableValuesSchema.catch({}).parse(row.variables),
})

export function toMessage(row: MessageRow, { versions = [], attachments = [] }: { versions?: readonly string[] | undefined; attachments?: Attachment[] } = {}): Message {
  return {
    ...row,
    versions: [...versions],
    activity: activitySchema.nullable().catch(null).parse(row.activity),
    citations: row.citations.map((citation) => citationSchema.parse(citation)),
    attachments,
    scope: questionScopeSchema.nullable().catch(null).parse(row.scope),
    support: supportSchema.catch(null).parse(row.support),
  }
}

/** The conversation with the messages of the branch that is shown, the oldest first. */
export async function get(actor: Actor, id: string): Promise<z.infer<typeof conversationWithMessagesSchema>> {
  const row = await db.conversation.findFirst({ where: { id, ...visibleTo(actor) }, include: withBases(actor) })
  if (row === null) throw notFound('conversation')
  // Asked for by conversation and not by message: a thousand ids are more than a statement may have parameters.
  const [messages, citations] = await Promise.all([
    db.message.findMany({ where: { conversationId: id, ...visibleTo(actor) }, orderBy: { seq: 'asc' } }),
    db.citation.findMany({ where: { message: { conversationId: id, ...visibleTo(actor) } }, orderBy: { ordinal: 'asc' } }),
  ])
  const branch = branchTo(row.headId, messages)
  const citationsOf = Map.groupBy(citations, (citation) => citation.messageId)
  const cited = branch.map((message) => ({ ...message, citations: citationsOf.get(message.id) ?? [] }))
  return { ...toConversation(row), summary: summaryOf(row, branch), messages: await completed(actor, id, cited, messages) }
}

/** Messages with their files, with what became of their sources, and with their versions among their siblings, of which all messages are given. */
export async function completed(actor: Actor, conversationId: string, rows: readonly MessageRow[], siblings: readonly (Version & { status: string })[]): Promise<Message[]> {
  const [files, changes] = await Promise.all([sentIn(actor, conversationId), changesIn(actor, conversationId)])
  const versions = versionsIn(siblings.filter(({ status }) => status !== 'queued'))
  return rows.map((row) => {
    const citations = row.citations.map((citation) => ({ ...citation, change: changes.get(citation.id) ?? null }))
    return toMessage({ ...row, citations }, { versions: versions.get(row.id), attachments: files.filter(({ messageId }) => messageId === row.id) })
  })
}

/** The conversation without its messages. @throws AppError not_found. */
export async function find(actor: Actor, id: string): Promise<Conversation> {
  const row = await db.conversation.findFirst({ where: { id, ...visibleTo(actor) }, include: withBases(actor) })
  if (row === null) throw notFound('conversation')
  return toConversation(row)
}

interface ConversationDraft {
  readonly title: string
  readonly modelId?: string | null
  readonly systemPrompt?: string | null
}

/** Begins a conversation in which nothing was said. */
export async function create(actor: Actor, draft: ConversationDraft): Promise<Conversation> {
  return toConversation(await db.conversation.create({ data: { id: newId(), ...visibleTo(actor), titleIsAuto: false, ...draft }, include: withBases(actor) }))
}

/** Of all the actor's conversations, also those that were put away: a page, the newest or the last used first, and how many there are. */
export async function all(actor: Actor, { sortBy, offset = 0, limit }: { sortBy: 'createdAt' | 'updatedAt'; offset?: number; limit?: number | undefined }): Promise<{ items: Conversation[]; totalCount: number }> {
  const where = { isTemporary: false, ...visibleTo(actor) }
  const [rows, totalCount] = await Promise.all([
    db.conversation.findMany({ where, include: withBases(actor), orderBy: [{ [sortBy]: 'desc' }, { id: 'desc' }], skip: offset, ...(limit === undefined ? {} : { take: limit }) }),
    db.conversation.count({ where }),
  ])
  return { items: rows.map(toConversation), totalCount }
}

/** Clocks differ by a little. */
const clockSkewMs = 5 * 60_000

/** A title given by hand is not replaced any more. Clients that keep times of their own say when it was given. @throws AppError not_found; invalid for a time to come. */
export async function rename(actor: Actor, id: string, title: string, updatedAt = new Date()): Promise<Conversation> {
  if (updatedAt.getTime() > Date.now() + clockSkewMs) throw new AppError('invalid', 'updated_at is in the future; send a time that has been')
  const { count } = await db.conversation.updateMany({ where: { id, ...visibleTo(actor) }, data: { title, titleIsAuto: false, updatedAt } })
  if (count === 0) throw notFound('conversation')
  return toConversation(await db.conversation.findFirstOrThrow({ where: { id, ...visibleTo(actor) }, include: withBases(actor) }))
}

/** Gives a conversation instructions of its own, or, with null, takes them away again. */
export async function instruct(actor: Actor, id: string, systemPrompt: string | null): Promise<Conversation> {
  const { count } = await db.conversation.updateMany({ where: { id, ...visibleTo(actor) }, data: { systemPrompt } })
  if (count === 0) throw notFound('conversation')
  return toConversation(await db.conversation.findFirstOrThrow({ where: { id, ...visibleTo(actor) }, include: withBases(actor) }))
}

/** With its messages, citations and files; an answer that still runs finds its row gone and stops. */
export async function remove(actor: Owner, id: string): Promise<void> {
  const row = await db.conversation.findFirst({ where: { id, ...visibleTo(actor) }, select: { id: true, title: true, isTemporary: true } })
  if (row === null) throw notFound('conversation')
  await db.$transaction([...(await removalOfConversations(actor, [row])), db.conversation.deleteMany({ where: { id, ...visibleTo(actor) } })])
}
