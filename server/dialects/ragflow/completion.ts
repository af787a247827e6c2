import { z } from 'zod'
import type { Assistant } from '@/server/assistants/schema'
import * as sessions from '@/server/assistants/sessions'
import type { Actor } from '@/server/auth/actor'
import { questionSchema, type TurnEvent } from '@/server/chat/schema'
import { startTurn } from '@/server/chat/turn'
import { streamHeaders, type TurnFormat, turnStream } from '@/server/chat/turnStream'
import * as answers from '@/server/conversations/answers'
import type { Activity, Citation } from '@/server/conversations/schema'
import type { Asked, Route } from '@/server/dialects/dialect'
import { success } from '@/server/dialects/ragflow/envelope'
import { referenceOf, withMarks } from '@/server/dialects/ragflow/sessionFields'
import { chatIn, sessionIn } from '@/server/dialects/ragflow/sessions'
import { checked, flagSchema, hexOf, idsOf, type Spelling } from '@/server/dialects/ragflow/wire'
import { AppError } from '@/server/errors'
import { newId } from '@/server/ids'
import * as models from '@/server/models/service'
import { type RetrievalSettings, retrievalSettingsSchema } from '@/server/retrieval/schema'

type UserAsked = Asked & { readonly actor: Actor }

/** Where a question is asked: of whom, in which conversation, and how its answer is written. */
interface Place {
  readonly assistant: Assistant | null
  /** null: a new one. */
  readonly conversationId: string | null
  readonly spelling: Spelling
  /** The whole text so far in each event, and not only what is new. */
  readonly isCumulative: boolean
}

const bodySchema = z.looseObject({
  question: z.string().nullish(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })).nullish(),
  stream: flagSchema.default(true),
  chat_id: z.string().nullish(),
  session_id: z.string().nullish(),
  legacy: flagSchema.default(false),
  quote: flagSchema.optional(),
  doc_ids: z.union([z.array(z.string()), z.string().transform((text) => text.split(',').filter((id) => id !== ''))]).nullish(),
  llm_id: z.string().nullish(),
})
type Body = z.output<typeof bodySchema>

const known = new Set(Object.keys(bodySchema.shape))

/** The last thing that a user said. */
function questionFrom({ question, messages }: Body): string {
  const last = messages?.at(-1)
  if (question == null && last !== undefined && last.role !== 'user') throw new AppError('invalid', 'The last content of this conversation is not from user.')
  const text = (question ?? last?.content ?? '').trim()
  if (text === '') throw new AppError('invalid', 'Please input your question.')
  return text
}

/** What the assistant asks for beside the question stands in the body under the names of its variables. */
function variablesFrom(body: Body, assistant: Assistant | null): Record<string, string> {
  const wanted = new Set((assistant?.variables ?? []).map(({ key }) => key))
  const given = Object.entries(body).filter(([field]) => !known.has(field) || wanted.has(field))
  const unknown = given.find(([field]) => !wanted.has(field))
  if (unknown !== undefined) throw new AppError('invalid', `${unknown[0]} is no variable of this chat; leave it out`)
  const missing = assistant?.variables.find(({ key, isOptional }) => !isOptional && (body[key] ?? '') === '')
  if (missing !== undefined) throw new AppError('invalid', `Miss parameter: ${missing.key}`)
  const nested = given.find(([, value]) => typeof value === 'object' && value !== null)
  if (nested !== undefined) throw new AppError('invalid', `${nested[0]} must be a text`)
  return Object.fromEntries(given.map(([field, value]) => [field, String(value)]))
}

function retrievalFrom({ doc_ids }: Body, assistant: Assistant | null): { retrieval?: RetrievalSettings } {
  if (doc_ids == null || doc_ids.length === 0) return {}
  return { retrieval: { ...(assistant?.retrieval ?? retrievalSettingsSchema.parse({})), filters: { documentIds: idsOf(doc_ids, 'document') } } }
}

async function answer({ actor, request }: UserAsked, body: Body, { assistant, conversationId, spelling, isCumulative }: Place): Promise<Response> {
  const text = questionFrom(body)
  const variables = variablesFrom(body, assistant)
  const modelId = body.llm_id == null || body.llm_id === '' ? null : (await models.resolve(actor, { modelId: body.llm_id })).id
  const question = { conversationId, requestId: newId(), text, modelId, knowledgeBaseIds: null, assistantId: assistant?.id ?? null, ...(Object.keys(variables).length === 0 ? {} : { variables }), ...retrievalFrom(body, assistant) }
  const answerId = await startTurn(actor, checked(questionSchema, question))
  const format = formatOf(answerId, spelling, isCumulative)
  const { stream } = await turnStream(actor, answerId, format, { signal: request.signal, stopsWhenLeft: true })
  if (body.stream) return new Response(stream, { headers: { ...streamHeaders, 'cache-control': 'no-cache' } })
  // Read to its end; what it says is what is kept.
  for await (const _part of stream);
  const message = await answers.get(actor, answerId)
  if (message.status === 'failed') throw new AppError('upstream_failed', message.errorText ?? 'The answer failed; try again')
  return success({ answer: withMarks(message.content, message.citations, spelling), reference: referenceOf(message), audio_binary: null, id: hexOf(answerId), session_id: hexOf(message.conversationId) })
}

/** The events of an answer as RAGFlow streams them: `data:` and the envelope, the passages with the last one, and `true` at the end. */
function formatOf(answerId: string, spelling: Spelling, isCumulative: boolean): TurnFormat {
  let text = ''
  let sessionId = ''
  let activity: Activity | null = null
  const citations: Citation[] = []
  const line = (code: number, data: unknown, message?: string): string => `data:${JSON.stringify({ code, ...(message === undefined ? {} : { message }), data })}\n\n`
  const said = (words: string, reference: object): string => line(0, { answer: withMarks(words, citations, spelling), reference, audio_binary: null, id: hexOf(answerId), session_id: hexOf(sessionId) })
  let shown = 0
  /** The passages of all markers before this place are known: those of a delta come right behind it. */
  let decided = 0
  const isUnknown = (ordinal: string | undefined): boolean => !citations.some((citation) => String(citation.ordinal) === ordinal)
  /** What there is to say now: up to a marker whose passage is still to come. */
  const grown = (): string => {
    const open = [...text.matchAll(/ ?\[(\d{1,4})\]/g)].find(({ index, 1: ordinal }) => index >= decided && isUnknown(ordinal))
    const [from, upTo] = [shown, open?.index ?? text.length]
    if (upTo <= from) return ''
    shown = upTo
    return said(text.slice(isCumulative ? 0 : from, upTo), {})
  }
  const failed = (message: string): string => line(500, { answer: `**ERROR**: ${message}`, reference: [] }, message)
  const event = (turn: TurnEvent): string => {
    switch (turn.type) {
      case 'session':
        sessionId = turn.conversationId
        return ''
      case 'activity':
        activity = turn.activity
        return ''
      case 'citation':
        citations.push(turn.citation)
        return grown()
      case 'delta':
        decided = text.length
        text += turn.text
        return grown()
      case 'error':
        return failed(turn.message)
      case 'done':
        return `${turn.status === 'failed' ? '' : said(text.slice(isCumulative ? 0 : shown), referenceOf({ citations, activity }))}${line(0, true)}`
    }
  }
  return { event: (placed) => event(placed.event), broken: (message) => `${failed(message)}${line(0, true)}`, ping: ': ping\n\n' }
}

const inSession = (spelling: Spelling) => async (asked: UserAsked): Promise<Response> => {
  const assistant = await chatIn(asked.actor, asked.params)
  const conversationId = await sessionIn(asked.actor, assistant.id, asked.params.session_id)
  const body = await asked.json(bodySchema)
  return answer(asked, body, { assistant, conversationId, spelling, isCumulative: spelling === 'seed' || body.legacy })
}

/** Today's path of a chat: in the session of the body, or in a new one. */
const ofChat = async (asked: UserAsked): Promise<Response> => {
  const body = await asked.json(bodySchema)
  const assistant = await chatIn(asked.actor, asked.params)
  return answer(asked, body, { assistant, conversationId: await conversationFor(asked.actor, assistant, body), spelling: 'today', isCumulative: body.legacy })
}

/** Without a chat it is with the model alone. */
const ofAnybody = async (asked: UserAsked): Promise<Response> => {
  const body = await asked.json(bodySchema)
  const hasChat = body.chat_id != null && body.chat_id !== ''
  const assistant = hasChat ? await chatIn(asked.actor, asked.params, body.chat_id ?? '') : null
  if (assistant === null && body.session_id != null) throw new AppError('invalid', 'session_id: say of which chat it is with chat_id')
  return answer(asked, body, { assistant, conversationId: assistant === null ? null : await conversationFor(asked.actor, assistant, body), spelling: 'today', isCumulative: body.legacy })
}

async function conversationFor(actor: Actor, assistant: Assistant, body: Body): Promise<string> {
  if (body.session_id != null && body.session_id !== '') return sessionIn(actor, assistant.id, body.session_id)
  questionFrom(body)
  return sessions.create(actor, { assistantId: assistant.id, title: 'New session', variables: variablesFrom(body, assistant) })
}

export const completionRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/v1/chat/:chat_id/session/:session_id/completion', auth: 'user', scope: 'chat', handler: inSession('seed') },
  { method: 'POST', path: '/api/v1/chats/:chat_id/sessions/:session_id/completions', auth: 'user', scope: 'chat', handler: inSession('today') },
  { method: 'POST', path: '/api/v1/chats/:chat_id/completions', auth: 'user', scope: 'chat', handler: ofChat },
  { method: 'POST', path: '/api/v1/chat/completions', auth: 'user', scope: 'chat', handler: ofAnybody },
]
