// The conversations of an assistant. Renaming and deleting one is what conversations can do anyway.
import type { z } from 'zod'
import { type Actor, visibleTo } from '@/server/auth/actor'
import type { SessionDraft } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import { pageOf } from '@/server/conversations/listing'
import type { ConversationPage, conversationWithMessagesSchema } from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { readableBy } from '@/server/teams/access'

/** Begins a conversation in which the assistant has said its opener, and nobody has asked anything. Returns its id. */
export async function create(actor: Actor, { assistantId, title, variables }: SessionDraft): Promise<string> {
  const { opener, modelId, knowledgeBaseIds, searchesWeb } = await assistants.get(actor, assistantId)
  const [id, openerId] = [newId(), newId()]
  const owner = visibleTo(actor)
  const links = knowledgeBaseIds.map((knowledgeBaseId) => ({ knowledgeBaseId }))
  await db.$transaction([
    db.conversation.create({
      data: { id, ...owner, title, assistantId, modelId, variables, searchesWeb, headId: opener === '' ? null : openerId, knowledgeBases: { create: links } },
    }),
    ...(opener === '' ? [] : [db.message.create({ data: { id: openerId, ...owner, conversationId: id, seq: 1, role: 'assistant', content: opener } })]),
  ])
  return id
}

/** A page of the conversations of an assistant, the last used first. */
export async function list(actor: Actor, assistantId: string, page: Parameters<typeof pageOf>[2]): Promise<ConversationPage> {
  await assistants.get(actor, assistantId)
  return pageOf(actor, { assistantId, isTemporary: false }, page)
}

export interface SessionList {
  readonly id?: string | undefined
  /** The whole title. */
  readonly title?: string | undefined
  readonly sortBy: 'createdAt' | 'updatedAt'
  readonly isDescending: boolean
  readonly offset: number
  readonly limit: number
}

/** A page of the conversations of an assistant with all that was said in them, and how many there are. */
export async function withMessages(actor: Actor, assistantId: string, { id, title, sortBy, isDescending, offset, limit }: SessionList): Promise<{ items: z.infer<typeof conversationWithMessagesSchema>[]; totalCount: number }> {
  await assistants.get(actor, assistantId)
  const where = { assistantId, isTemporary: false, ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }), ...visibleTo(actor) }
  const order = isDescending ? 'desc' : 'asc'
  const [rows, totalCount] = await Promise.all([
    db.conversation.findMany({ where, orderBy: [{ [sortBy]: order }, { id: order }], skip: offset, take: limit, select: { id: true } }),
    db.conversation.count({ where }),
  ])
  const items = []
  for (const row of rows) items.push(await conversations.get(actor, row.id))
  return { items, totalCount }
}

/** @throws AppError not_found when the conversation is not one of that assistant of the actor's. */
export async function requireIn(actor: Actor, assistantId: string, ids: readonly string[]): Promise<void> {
  const count = await db.conversation.count({ where: { id: { in: [...ids] }, assistantId, assistant: readableBy(actor), ...visibleTo(actor) } })
  if (count < new Set(ids).size) throw notFound('session')
}

/** All conversations of the actor's with an assistant. */
export async function idsOf(actor: Actor, assistantId: string): Promise<string[]> {
  const rows = await db.conversation.findMany({ where: { assistantId, isTemporary: false, ...visibleTo(actor) }, select: { id: true } })
  return rows.map(({ id }) => id)
}
