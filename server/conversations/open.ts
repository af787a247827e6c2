// A long conversation is opened at its end: what is before is outlined, and loaded where somebody looks.
import { z } from 'zod'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { branchTo, endsOf } from '@/server/conversations/branch'
import { summaryOf } from '@/server/conversations/history'
import type { BranchNode, Message, messagePageSchema, OpenedConversation } from '@/server/conversations/schema'
import { completed, toConversation, withBases } from '@/server/conversations/service'
import { db } from '@/server/database'
import { notFound } from '@/server/errors'

/** Messages that are loaded with a conversation. */
export const openedMessages = 40
/** Characters of a question that tell it from others. */
const beginningLength = 160

/** The conversation with its last messages, and the outline of those before them. @throws AppError not_found. */
export async function open(actor: Actor, id: string): Promise<OpenedConversation> {
  const [row, nodes] = await Promise.all([db.conversation.findFirst({ where: { id, ...visibleTo(actor) }, include: withBases(actor) }), nodesOf(actor, id)])
  if (row === null) throw notFound('conversation')
  const branch = branchTo(row.headId, nodes)
  const earlier = branch.slice(0, -openedMessages)
  const sizes: Sizes = earlier.length === 0 ? new Map() : await sizesOf(actor, id)
  return {
    ...toConversation(row),
    summary: summaryOf(row, branch),
    messages: await filled(actor, id, branch.slice(-openedMessages), nodes),
    earlier: earlier.map(({ id: messageId, role }) => {
      const { length = 0, beginning = '' } = sizes.get(messageId) ?? {}
      return { id: messageId, role, length, beginning: role === 'user' ? oneLine(beginning) : null }
    }),
    branchCount: endsOf(nodes.filter(({ status }) => status !== 'queued')),
  }
}

/** Messages of the branch that is shown. @throws AppError not_found. */
export async function messages(actor: Actor, { id, from, limit }: z.output<typeof messagePageSchema>): Promise<Message[]> {
  const [row, nodes] = await Promise.all([db.conversation.findFirst({ where: { id, ...visibleTo(actor) }, select: { headId: true } }), nodesOf(actor, id)])
  if (row === null) throw notFound('conversation')
  const branch = branchTo(row.headId, nodes)
  const start = from === undefined ? 0 : branch.findIndex((node) => node.id === from)
  if (start === -1) throw notFound('message')
  return filled(actor, id, branch.slice(start, start + limit), nodes)
}

/** All branches of a conversation: what was said in it, the oldest first, and where it goes on. @throws AppError not_found. */
export async function branches(actor: Actor, id: string): Promise<BranchNode[]> {
  const [row, nodes, sizes] = await Promise.all([db.conversation.findFirst({ where: { id, ...visibleTo(actor) }, select: { headId: true } }), nodesOf(actor, id), sizesOf(actor, id)])
  if (row === null) throw notFound('conversation')
  const shown = new Set(branchTo(row.headId, nodes).map((node) => node.id))
  return nodes
    .filter(({ status }) => status !== 'queued')
    .map(({ id: messageId, parentId, role }) => ({ id: messageId, parentId, role, beginning: oneLine(sizes.get(messageId)?.beginning ?? ''), isShown: shown.has(messageId) }))
}

const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')

/** Where each message stands, without its words. */
function nodesOf(actor: Actor, conversationId: string) {
  return db.message.findMany({ where: { conversationId, ...visibleTo(actor) }, orderBy: { seq: 'asc' }, select: { id: true, parentId: true, role: true, status: true, createdAt: true } })
}
type Node = Awaited<ReturnType<typeof nodesOf>>[number]

type Sizes = Map<string, { length: number; beginning: string }>
const sizeRowsSchema = z.array(z.object({ id: z.string(), length: z.coerce.number(), beginning: z.string() }))

/** How long each message is, and how it begins: past Prisma, which would fetch all their words. */
async function sizesOf(actor: Actor, conversationId: string): Promise<Sizes> {
  const { tenantId, ownerId } = visibleTo(actor)
  const rows = await db.$queryRaw`
    SELECT "id", length("content") AS "length", substr("content", 1, ${beginningLength}) AS "beginning" FROM "Message"
    WHERE "conversationId" = ${conversationId} AND "ownerId" = ${ownerId} AND "tenantId" = ${tenantId}`
  return new Map(sizeRowsSchema.parse(rows).map(({ id, ...size }) => [id, size]))
}

/** Some messages of a conversation, whole. */
async function filled(actor: Actor, conversationId: string, wanted: readonly Node[], all: readonly Node[]): Promise<Message[]> {
  const ids = wanted.map(({ id }) => id)
  const rows = await db.message.findMany({ where: { id: { in: ids }, conversationId, ...visibleTo(actor) }, include: { citations: { orderBy: { ordinal: 'asc' } } } })
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  const inOrder = ids.flatMap((id) => rowOf.get(id) ?? [])
  return completed(actor, conversationId, inOrder, all)
}
