// The records of a turn: a question and its answer, written before anything else happens.
import { chosenParametersSchema, type VariableValues, variableValuesSchema } from '@/server/assistants/schema'
import { adoption } from '@/server/attachments/adoption'
import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import { askedWithSchema, fieldsOf, linkBases } from '@/server/conversations/askedWith'
import * as places from '@/server/conversations/places'
import { type AnswerDraft, get as getAnswer, type Lease } from '@/server/conversations/answers'
import { type QuestionScope, questionScopeSchema } from '@/server/conversations/schema'
import { titleFrom } from '@/server/conversations/title'
import { db, noJson } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import type { RetrievalSettings } from '@/server/retrieval/schema'
import { addTerms } from '@/server/search/messageTerms'
import { readableBy } from '@/server/teams/access'

/** At most so many questions of a conversation wait for the answers before them. */
const maxQueued = 10

/** A question that was saved, and the answer row that waits to be written. */
export interface OpenTurn {
  readonly conversationId: string
  /** Of the conversation. */
  readonly title: string
  readonly questionId: string
  readonly answerId: string
  /** Another answer is being written: this one is begun when that has ended. */
  readonly isQueued: boolean
  /** What there is of the answer already; null: nothing. */
  readonly begun: Begun | null
}

/** An answer that goes on where it ended. */
export interface Begun {
  readonly draft: AnswerDraft
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly durationMs: number | null
  readonly firstTokenMs: number | null
}

interface QuestionDraft {
  readonly conversationId: string | null
  readonly requestId: string
  readonly text: string
  readonly knowledgeBaseIds: readonly string[]
  /** Left out: as in the conversation before. */
  readonly searchesWeb?: boolean | undefined
  readonly attachmentIds?: readonly string[] | undefined
  /** Of a new conversation: it is neither listed nor found, and goes after a day. */
  readonly isTemporary?: boolean | undefined
  /** Whom a new conversation is with. */
  readonly assistantId?: string | null
  /** What is said before the first question of a new conversation; empty: nothing. */
  readonly opener?: string
  /** undefined: as they were. */
  readonly variables?: VariableValues
  /** undefined: as it was. */
  readonly systemPrompt?: string | null | undefined
  /** Whether it may be searched for in other words; undefined: yes. */
  readonly rewrite?: boolean | undefined
  /** How its bases are searched; undefined: as its assistant says, or they. */
  readonly retrieval?: RetrievalSettings | undefined
  /** The question in whose place it is asked, on a branch beside it; undefined: it follows what was said last. */
  readonly replaces?: string | undefined
  /** What alone is searched for it; undefined: as for the question in whose place it is asked, else what the conversation searches. */
  readonly scope?: QuestionScope | undefined
}

/**
 * The answer that a request opened earlier: the request's id is the question's id, so a repeated request is the same question.
 * @throws AppError conflict when it asked something else.
 */
export async function findRepeated(actor: Actor, { requestId, text }: Pick<QuestionDraft, 'requestId' | 'text'>): Promise<string | null> {
  const question = await db.message.findFirst({ where: { id: requestId, role: 'user', ...visibleTo(actor) }, select: { content: true } })
  if (question === null) return null
  if (question.content !== text) throw new AppError('conflict', 'This request was sent before with another question; send it again as a new one')
  const answer = await db.message.findFirst({ where: { parentId: requestId, ...visibleTo(actor) }, orderBy: { seq: 'desc' }, select: { id: true } })
  return answer?.id ?? null
}

/**
 * Saves a question and its waiting answer, with the conversation when it is new, in one transaction. While another answer of the
 * conversation is written, or others wait, the question is queued. @throws AppError not_found, conflict; PlaceTaken.
 */
export async function openQuestion(actor: Actor, draft: QuestionDraft & { modelId: string }, lease: Lease): Promise<OpenTurn> {
  const place = draft.conversationId === null ? places.first : await places.next(actor, draft.conversationId)
  const replaced = draft.replaces === undefined ? null : await replacedBy(actor, draft.conversationId, draft.replaces, place)
  const conversationId = draft.conversationId ?? newId()
  const turn = { conversationId, title: draft.conversationId === null ? titleFrom(draft.text) : place.title, questionId: draft.requestId, answerId: newId(), isQueued: place.isBusy, begun: null }
  if (place.queuedCount >= maxQueued) throw new AppError('conflict', `${maxQueued} questions are waiting already; delete one of them, or wait until one is answered`)
  const owner = visibleTo(actor)
  const opener = draft.conversationId === null && (draft.opener ?? '') !== '' ? ({ id: newId(), ...owner, conversationId, seq: place.seq, role: 'assistant', content: draft.opener ?? '' } as const) : null
  const seq = opener === null ? place.seq : place.seq + 1
  const { searchesWeb, variables, systemPrompt, rewrite, retrieval } = draft
  const askedWith = askedWithSchema.parse({ knowledgeBaseIds: draft.knowledgeBaseIds, searchesWeb, variables, systemPrompt, rewrite, retrieval })
  const choice = { headId: turn.answerId, modelId: draft.modelId, ...fieldsOf(askedWith) }
  const scope = draft.scope ?? replaced?.scope ?? noJson
  const asked = { id: draft.requestId, ...owner, conversationId, role: 'user', content: draft.text, scope } as const
  const isTemporary = draft.conversationId === null ? (draft.isTemporary ?? false) : place.isTemporary
  const parentId = replaced === null ? (opener?.id ?? place.headId) : replaced.parentId
  const adopting = await adoption(actor, { ids: draft.attachmentIds ?? [], replaces: draft.replaces ?? null }, { conversationId, messageId: draft.requestId })
  await places.take([
    draft.conversationId === null
      ? db.conversation.create({ data: { id: conversationId, ...owner, title: turn.title, isTemporary, assistantId: draft.assistantId ?? null, ...choice }, select: { id: true } })
      : // The conversation goes on as it is until a question that waits is asked.
        db.conversation.update({ where: { id: conversationId, headId: place.headId }, data: turn.isQueued ? {} : choice, select: { id: true } }),
    ...(turn.isQueued || (draft.conversationId === null && draft.knowledgeBaseIds.length === 0) ? [] : linkBases(conversationId, draft.knowledgeBaseIds)),
    ...(opener === null ? [] : [db.message.create({ data: opener, select: { id: true } })]),
    db.message.create({ data: { ...asked, seq, ...(turn.isQueued ? { status: 'queued' } : { parentId }) }, select: { id: true } }),
    ...(isTemporary ? [] : addTerms({ ownerId: owner.ownerId, messageId: draft.requestId, content: draft.text })),
    db.message.create({ data: { ...waitingAnswer(owner, turn, seq + 1, draft.modelId), ...(turn.isQueued ? { askedWith } : lease) }, select: { id: true } }),
    ...adopting,
  ])
  return turn
}

async function replacedBy(actor: Actor, conversationId: string | null, id: string, place: places.Place): Promise<{ parentId: string | null; scope: QuestionScope | null }> {
  const question = await db.message.findFirst({ where: { id, role: 'user', status: { not: 'queued' }, conversationId: conversationId ?? '', ...visibleTo(actor) }, select: { parentId: true, scope: true } })
  if (question === null) throw notFound('question')
  if (place.isBusy) throw answering()
  return { ...question, scope: questionScopeSchema.nullable().catch(null).parse(question.scope) }
}

/** The conversation of an answer, and the model that it was asked with last. */
export async function modelOf(owner: Owner, answerId: string): Promise<{ conversationId: string | null; modelId: string | null }> {
  const conversation = await db.conversation.findFirst({ where: { ...visibleTo(owner), messages: { some: { id: answerId } } }, select: { id: true, modelId: true } })
  return { conversationId: conversation?.id ?? null, modelId: conversation?.modelId ?? null }
}

/** Another answer beside one that is final; the earlier one stays, on a branch of its own. @throws AppError not_found, conflict; PlaceTaken. */
export async function openRetry(actor: Actor, retryOf: string, modelId: string, lease: Lease): Promise<OpenTurn> {
  const answer = await db.message.findFirst({ where: { id: retryOf, role: 'assistant', status: { not: 'queued' }, ...visibleTo(actor) } })
  if (answer?.parentId == null) throw notFound('answer')
  const { conversationId, parentId: questionId } = answer
  const place = await places.next(actor, conversationId)
  if (place.isBusy) throw answering()
  const turn = { conversationId, title: place.title, questionId, answerId: newId(), isQueued: false, begun: null }
  await places.take([
    db.conversation.update({ where: { id: conversationId, headId: place.headId }, data: { headId: turn.answerId, modelId } }),
    db.message.create({ data: { ...waitingAnswer(visibleTo(actor), turn, place.seq, modelId), ...lease } }),
  ])
  return turn
}

interface AnswerDraftTo {
  readonly questionId: string
  readonly modelId: string
  readonly knowledgeBaseIds: readonly string[] | null
  readonly searchesWeb: boolean
}

/** An answer to the question with which a conversation ends. @throws AppError not_found; conflict when something was said after it; PlaceTaken. */
export async function openAnswer(actor: Actor, { questionId, modelId, knowledgeBaseIds, searchesWeb }: AnswerDraftTo, lease: Lease): Promise<OpenTurn> {
  const question = await db.message.findFirst({ where: { id: questionId, role: 'user', status: { not: 'queued' }, ...visibleTo(actor) }, select: { conversationId: true } })
  if (question === null) throw notFound('question')
  const { conversationId } = question
  const place = await places.next(actor, conversationId)
  if (place.isBusy) throw answering()
  if (place.headId !== questionId) throw new AppError('conflict', 'Something was said after this question already; ask another one')
  const turn = { conversationId, title: place.title, questionId, answerId: newId(), isQueued: false, begun: null }
  await places.take([
    db.conversation.update({ where: { id: conversationId, headId: place.headId }, data: { headId: turn.answerId, modelId, searchesWeb } }),
    ...(knowledgeBaseIds === null ? [] : linkBases(conversationId, knowledgeBaseIds)),
    db.message.create({ data: { ...waitingAnswer(visibleTo(actor), turn, place.seq, modelId), ...lease } }),
  ])
  return turn
}

/** The same answer once more, from where it ended. @throws AppError not_found, conflict; PlaceTaken. */
export async function openContinuation(actor: Actor, answerId: string, modelId: string, lease: Lease): Promise<OpenTurn> {
  const answer = await getAnswer(actor, answerId)
  if (answer.parentId === null || answer.status === 'queued') throw notFound('answer')
  const place = await places.next(actor, answer.conversationId)
  if (place.isBusy) throw answering()
  const { content, activity, citations, inputTokens, outputTokens, durationMs, firstTokenMs } = answer
  if (content === '' || activity === null || (answer.status === 'complete' && !activity.isCut)) throw new AppError('conflict', 'This answer has come to its end; ask another question, or retry')
  await places.take([
    db.conversation.update({ where: { id: answer.conversationId, headId: place.headId }, data: { modelId } }),
    // A place of its own, so that nothing else is begun meanwhile.
    db.message.update({
      where: { id: answerId, status: answer.status, ...visibleTo(actor) },
      data: { status: 'pending', seq: place.seq, errorText: null, stopRequested: false, modelId, ...lease },
    }),
  ])
  const begun = { draft: { text: content, activity, citations }, inputTokens, outputTokens, durationMs, firstTokenMs }
  return { conversationId: answer.conversationId, title: place.title, questionId: answer.parentId, answerId, isQueued: false, begun }
}

const answering = (): AppError => new AppError('conflict', 'An answer is still being written; wait for it or stop it')

const waitingAnswer = (owner: { tenantId: string; ownerId: string }, turn: OpenTurn, seq: number, modelId: string) =>
  ({
    id: turn.answerId,
    ...owner,
    conversationId: turn.conversationId,
    parentId: turn.questionId,
    seq,
    role: 'assistant',
    content: '',
    status: turn.isQueued ? 'queued' : 'pending',
    modelId,
  }) as const

export type ConversationSettings = Awaited<ReturnType<typeof settingsOf>>

/** What a conversation is set to, and the summary of what was said in it. @throws AppError not_found. */
export async function settingsOf(owner: Owner, id: string) {
  const select = { assistantId: true, variables: true, systemPrompt: true, parameters: true, modelId: true, summary: true, summaryThroughId: true, searchesWeb: true } as const
  const row = await db.conversation.findFirst({ where: { id, ...visibleTo(owner) }, select })
  if (row === null) throw notFound('conversation')
  return { ...row, variables: variableValuesSchema.catch({}).parse(row.variables), parameters: chosenParametersSchema.nullable().catch(null).parse(row.parameters) }
}

/** The bases that the questions of a conversation search, with their names and how each wants to be searched. */
export async function basesOf(owner: Owner, conversationId: string): Promise<{ id: string; name: string; retrieval: unknown }[]> {
  return db.knowledgeBase.findMany({
    where: { ...readableBy(owner), conversations: { some: { conversationId } } },
    select: { id: true, name: true, retrieval: true },
    orderBy: { name: 'asc' },
  })
}
