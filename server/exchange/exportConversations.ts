import { type Actor, visibleTo } from '@/server/auth/actor'
import { citationSchema, supportSchema } from '@/server/conversations/schema'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { exportFormat, exportVersion, type PortableConversation } from '@/server/exchange/schema'

const perStep = 50

const messageFields = {
  id: true, parentId: true, role: true, content: true, status: true, modelId: true, errorText: true, inputTokens: true, outputTokens: true,
  costMicros: true, durationMs: true, firstTokenMs: true, support: true, feedback: true, feedbackText: true, editedAt: true, createdAt: true,
} as const

const conversationFields = {
  id: true, title: true, titleIsAuto: true, modelId: true, systemPrompt: true, searchesWeb: true, folderId: true, pinnedAt: true, archivedAt: true,
  createdAt: true, updatedAt: true, headId: true,
} as const

/** A conversation with all its branches. @throws AppError not_found. */
export async function portable(actor: Actor, id: string): Promise<PortableConversation> {
  const row = await db.conversation.findFirst({ where: { id, ...visibleTo(actor) }, select: conversationFields })
  if (row === null) throw notFound('conversation')
  const { folderId, ...conversation } = row
  const [folder, messages, citations] = await Promise.all([
    folderId === null ? null : db.folder.findFirst({ where: { id: folderId, ...visibleTo(actor) }, select: { name: true } }),
    // A question that waits was not asked yet.
    db.message.findMany({ where: { conversationId: id, status: { not: 'queued' }, ...visibleTo(actor) }, orderBy: { seq: 'asc' }, select: messageFields }),
    db.citation.findMany({ where: { message: { conversationId: id, ...visibleTo(actor) } }, orderBy: { ordinal: 'asc' } }),
  ])
  const citationsOf = Map.groupBy(citations, (citation) => citation.messageId)
  return {
    ...conversation,
    folder: folder?.name ?? null,
    messages: parentsFirst(messages).map((message) => ({
      ...message,
      support: supportSchema.catch(null).parse(message.support),
      citations: (citationsOf.get(message.id) ?? []).map((citation) => citationSchema.parse(citation)),
    })),
  }
}

/** In their order, but none before the one that it follows: an answer that goes on later is newer than what already followed it. */
function parentsFirst<T extends { id: string; parentId: string | null }>(messages: readonly T[]): T[] {
  const byId = new Map<string | null, T>(messages.map((message) => [message.id, message]))
  const placed = new Set<T>()
  for (const message of messages) {
    const missing: T[] = []
    for (let at: T | undefined = message; at !== undefined && !placed.has(at); at = byId.get(at.parentId)) missing.push(at)
    for (const next of missing.toReversed()) placed.add(next)
  }
  return [...placed]
}

/** The file of one conversation. @throws AppError not_found. */
export async function exportOne(actor: Actor, id: string): Promise<{ title: string; text: string }> {
  const conversation = await portable(actor, id)
  return { title: conversation.title, text: `${head()}\n${JSON.stringify(conversation)}\n]}\n` }
}

const head = (): string => `${JSON.stringify({ format: exportFormat, version: exportVersion, exportedAt: new Date() }).slice(0, -1)},"conversations":[`

/** The file of all conversations, the oldest first, a piece at a time: never more than one of them is held. Temporary ones are not kept by a file either. */
export async function* exportAll(actor: Actor): AsyncGenerator<string> {
  yield head()
  let after = ''
  let separator = '\n'
  for (;;) {
    const page = await db.conversation.findMany({ where: { ...visibleTo(actor), isTemporary: false, id: { gt: after } }, orderBy: { id: 'asc' }, take: perStep, select: { id: true } })
    for (const { id } of page) {
      const conversation = await portable(actor, id).catch(unlessDeleted)
      if (conversation === null) continue
      yield `${separator}${JSON.stringify(conversation)}`
      separator = ',\n'
    }
    const last = page.at(-1)
    if (last === undefined) break
    after = last.id
  }
  yield '\n]}\n'
}

/** One that was deleted in this moment is left out; any other failure ends the file, so that nobody takes half of one for the whole. */
function unlessDeleted(error: unknown): null {
  if (error instanceof AppError && error.kind === 'not_found') return null
  throw error
}
