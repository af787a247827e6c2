// The sources of answers: what their readers think of them, and how often each document is cited.
import { type Actor, visibleTo } from '@/server/auth/actor'
import { changesIn } from '@/server/citations/changes'
import type { CitationKey, ConversationDetails } from '@/server/citations/schema'
import { type Citation, citationSchema } from '@/server/conversations/schema'
import { db } from '@/server/database'
import { notFound } from '@/server/errors'
import { readableBy } from '@/server/teams/access'

/** A source of an answer of the actor, with what became of it. @throws AppError not_found. */
export async function get(actor: Actor, { answerId, ordinal }: CitationKey): Promise<Citation> {
  const row = await db.citation.findFirst({ where: { messageId: answerId, ordinal, message: visibleTo(actor) } })
  const message = row && (await db.message.findFirst({ where: { id: answerId, ...visibleTo(actor) }, select: { conversationId: true } }))
  if (row === null || message === null) throw notFound('source')
  const changes = await changesIn(actor, message.conversationId)
  return citationSchema.parse({ ...row, change: changes.get(row.id) ?? null })
}

/** Says that a source is wrong, or takes that back. @throws AppError not_found. */
export async function mark(actor: Actor, { answerId, ordinal, isWrong }: CitationKey & { isWrong: boolean }): Promise<void> {
  const { count } = await db.citation.updateMany({ where: { messageId: answerId, ordinal, message: visibleTo(actor) }, data: { isWrong } })
  if (count === 0) throw notFound('source')
}

/** What a conversation rests on and what it took. @throws AppError not_found. */
export async function detailsOf(actor: Actor, conversationId: string): Promise<ConversationDetails> {
  const conversation = await db.conversation.findFirst({ where: { id: conversationId, ...visibleTo(actor) }, select: { systemPrompt: true, summary: true } })
  if (conversation === null) throw notFound('conversation')
  const where = { conversationId, ...visibleTo(actor) }
  const [sums, groups] = await Promise.all([
    db.message.aggregate({ where: { ...where, role: 'assistant' }, _count: true, _sum: { inputTokens: true, outputTokens: true, costMicros: true } }),
    db.citation.groupBy({ by: ['kind', 'documentId', 'knowledgeBaseId', 'documentName', 'url'], where: { message: where }, _count: true, orderBy: [{ _count: { messageId: 'desc' } }, { documentName: 'asc' }], take: mostDocuments }),
  ])
  const ids = groups.flatMap(({ documentId }) => documentId ?? [])
  const present = new Set((await db.document.findMany({ where: { id: { in: ids }, knowledgeBase: readableBy(actor) }, select: { id: true } })).map(({ id }) => id))
  const { inputTokens, outputTokens, costMicros } = sums._sum
  return {
    ...conversation,
    answerCount: sums._count,
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    costMicros,
    documents: groups.map(({ _count, ...source }) => ({ ...source, count: _count, isGone: source.kind === 'document' && (source.documentId === null || !present.has(source.documentId)) })),
  }
}

/** Far more than one reads. */
const mostDocuments = 200
