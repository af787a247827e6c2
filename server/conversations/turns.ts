// The records of a turn: a question and its answer, written before anything else happens.
import { type Actor, visibleTo } from '@/server/auth/actor'
import { branchTo } from '@/server/conversations/branch'
import { isLive } from '@/server/conversations/schema'
import { titleFrom } from '@/server/conversations/title'
import { db, isMissingRecord, isUniqueViolation, type Prisma } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { addTerms } from '@/server/search/messageTerms'

/** A question that was saved, and the answer row that waits to be written. */
export interface OpenTurn {
  readonly conversationId: string
  readonly questionId: string
  readonly answerId: string
}

interface QuestionDraft {
  readonly conversationId: string | null
  readonly requestId: string
  readonly text: string
  readonly knowledgeBaseIds: readonly string[]
  /** Of a new conversation: it is neither listed nor found, and goes after a day. */
  readonly isTemporary?: boolean | undefined
}

/**
 * The turn that a request opened earlier: the request's id is the question's id, so a repeated request is the same question.
 * @throws AppError conflict when it asked something else.
 */
export async function findRepeated(actor: Actor, { requestId, text }: QuestionDraft): Promise<OpenTurn | null> {
  const question = await db.message.findFirst({
    where: { id: requestId, role: 'user', ...visibleTo(actor) },
    include: { children: { orderBy: { seq: 'desc' }, take: 1, select: { id: true } } },
  })
  if (question !== null && question.content !== text) throw new AppError('conflict', 'This request was sent before with another question; send it again as a new one')
  const answerId = question?.children[0]?.id
  return question === null || answerId === undefined ? null : { conversationId: question.conversationId, questionId: question.id, answerId }
}

/** Saves a question and its waiting answer, with the conversation when it is new, in one transaction. @throws AppError not_found, conflict. */
export async function openQuestion(actor: Actor, draft: QuestionDraft & { modelId: string }, lease: { worker: string; leaseUntil: Date }): Promise<OpenTurn> {
  const place = draft.conversationId === null ? null : await freePlace(actor, draft.conversationId)
  const conversationId = place?.conversationId ?? newId()
  const seq = place?.nextSeq ?? 1
  const answerId = newId()
  const owner = visibleTo(actor)
  const choice = {
    headId: answerId,
    modelId: draft.modelId,
    knowledgeBases: { create: [...new Set(draft.knowledgeBaseIds)].map((knowledgeBaseId) => ({ knowledgeBaseId })) },
  }
  const turn = { conversationId, questionId: draft.requestId, answerId }
  const isTemporary = place?.isTemporary ?? draft.isTemporary ?? false
  await written([
    ...(place === null
      ? [db.conversation.create({ data: { id: conversationId, ...owner, title: titleFrom(draft.text), isTemporary, ...choice } })]
      : [
          db.conversationKnowledgeBase.deleteMany({ where: { conversationId } }),
          db.conversation.update({ where: { id: conversationId }, data: choice }),
        ]),
    db.message.create({ data: { id: draft.requestId, ...owner, conversationId, parentId: place?.headId ?? null, seq, role: 'user', content: draft.text } }),
    ...(isTemporary ? [] : addTerms({ ownerId: owner.ownerId, messageId: draft.requestId, content: draft.text })),
    db.message.create({ data: { ...waitingAnswer(owner, turn, seq + 1, draft.modelId), ...lease } }),
  ])
  return turn
}

/** Another answer beside one that is final; the earlier one stays, on a branch of its own. */
export async function openRetry(actor: Actor, retryOf: string, modelId: string, lease: { worker: string; leaseUntil: Date }): Promise<OpenTurn> {
  const answer = await db.message.findFirst({ where: { id: retryOf, role: 'assistant', ...visibleTo(actor) } })
  if (answer?.parentId == null) throw notFound('answer')
  const { conversationId, nextSeq } = await freePlace(actor, answer.conversationId)
  const turn = { conversationId, questionId: answer.parentId, answerId: newId() }
  await written([
    db.message.create({ data: { ...waitingAnswer(visibleTo(actor), turn, nextSeq, modelId), ...lease } }),
    db.conversation.update({ where: { id: conversationId }, data: { headId: turn.answerId, modelId } }),
  ])
  return turn
}

const waitingAnswer = (owner: { tenantId: string; ownerId: string }, turn: OpenTurn, seq: number, modelId: string) =>
  ({ id: turn.answerId, ...owner, conversationId: turn.conversationId, parentId: turn.questionId, seq, role: 'assistant', content: '', status: 'pending', modelId }) as const

/** Where the next message goes. @throws AppError not_found, or conflict while an answer is being written. */
async function freePlace(actor: Actor, id: string): Promise<{ conversationId: string; isTemporary: boolean; headId: string | null; nextSeq: number }> {
  const conversation = await db.conversation.findFirst({
    where: { id, ...visibleTo(actor) },
    include: { messages: { orderBy: { seq: 'desc' }, take: 1, select: { seq: true } } },
  })
  if (conversation === null) throw notFound('conversation')
  const head = conversation.headId === null ? null : await db.message.findUnique({ where: { id: conversation.headId }, select: { status: true } })
  if (head !== null && isLive(head.status)) throw new AppError('conflict', 'An answer is still being written; wait for it or stop it')
  return { conversationId: id, isTemporary: conversation.isTemporary, headId: conversation.headId, nextSeq: (conversation.messages[0]?.seq ?? 0) + 1 }
}

/** Two sends at once meet at the unique place in the conversation: one is written, the other is told. */
async function written(statements: Prisma.PrismaPromise<unknown>[]): Promise<void> {
  try {
    await db.$transaction(statements)
  } catch (error) {
    if (isMissingRecord(error)) throw notFound('conversation')
    if (isUniqueViolation(error)) throw new AppError('conflict', 'Another question was sent at the same moment; try again', { cause: error })
    throw error
  }
}

/** The question of a turn and the messages before it on its branch, the oldest first. */
export async function historyOf(actor: Actor, turn: OpenTurn) {
  const messages = await db.message.findMany({
    where: { conversationId: turn.conversationId, ...visibleTo(actor) },
    orderBy: { seq: 'asc' },
    select: { id: true, parentId: true, role: true, content: true, _count: { select: { citations: true } } },
  })
  const branch = branchTo(turn.questionId, messages)
  const question = branch.at(-1)
  if (question === undefined) throw notFound('question')
  return { question: question.content, earlier: branch.slice(0, -1).map(({ role, content, _count }) => ({ role, content, isCited: _count.citations > 0 })) }
}

/** The bases that a conversation searches, with their names and how each wants to be searched. */
export async function basesOf(actor: Actor, conversationId: string): Promise<{ id: string; name: string; retrieval: unknown }[]> {
  return db.knowledgeBase.findMany({
    where: { ...visibleTo(actor), conversations: { some: { conversationId } } },
    select: { id: true, name: true, retrieval: true },
    orderBy: { name: 'asc' },
  })
}
