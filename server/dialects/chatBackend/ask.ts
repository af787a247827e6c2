import * as attachments from '@/server/attachments/service'
import type { Actor } from '@/server/auth/actor'
import { readAnswer, startOfAnswer } from '@/server/chat/readAnswer'
import { startTurn } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import * as exchanges from '@/server/conversations/exchanges'
import * as conversations from '@/server/conversations/service'
import { type Data, FrameError, type Question } from '@/server/dialects/chatBackend/frames'
import { sessionName } from '@/server/dialects/chatBackend/sessionName'
import { idIn } from '@/server/dialects/chatBackend/storedName'
import { AppError } from '@/server/errors'
import { idSchema, newId } from '@/server/ids'
import * as models from '@/server/models/service'

const newSession = 'NEW'

/** Asks a question and waits for the whole answer; `tell` is given what comes before it, where a client wants to see it grow. */
export async function ask(actor: Actor, userId: string, question: Question, tell: (data: Data) => void, signal: AbortSignal): Promise<Data> {
  const conversationId = await sessionOf(actor, question.session_id)
  const files = await filesOf(actor, conversationId, question.file_name)
  try {
    const modelId = await modelOf(actor, question)
    await attachments.settled(actor, files, signal)
    const answerId = await startTurn(actor, {
      conversationId,
      requestId: newId(),
      text: question.message,
      modelId,
      knowledgeBaseIds: null,
      attachmentIds: files,
      ...(conversationId === null && question.session_prompt != null && question.session_prompt !== '' ? { systemPrompt: question.session_prompt } : {}),
    })
    return await answered(actor, answerId, { userId, isStreamed: question.stream, hasFiles: files.length > 0 }, tell, signal)
  } catch (error) {
    // A file whose question was not answered is of no use to its client, who sends it again with the next try.
    await attachments.removeOrphans(actor, files)
    throw failureOf(error, conversationId)
  }
}

async function sessionOf(actor: Actor, session: string): Promise<string | null> {
  if (session === newSession) return null
  if (!idSchema.safeParse(session).success) throw new FrameError('loadSession')
  await conversations.find(actor, session).catch((cause: unknown) => {
    throw new FrameError('loadSession', { cause })
  })
  return session
}

/** The attachments of stored names. @throws FrameError when one is not of that session. */
async function filesOf(actor: Actor, conversationId: string | null, names: readonly string[]): Promise<string[]> {
  const ids = names.map((name) => idIn(name) ?? '')
  const known = conversationId === null || names.length === 0 ? [] : await attachments.inConversation(actor, conversationId)
  const missing = names.find((_name, at) => !known.some(({ id }) => id === ids[at]))
  if (missing !== undefined) throw new FrameError('loadSession', { detail: `There is no file ${missing} in this session; upload it again` })
  // One that came with an earlier question is searched for all later ones anyway.
  return known.flatMap(({ id, messageId }) => (messageId === null && ids.includes(id) ? [id] : []))
}

/** The model of a name, else of a number; null: as before, or the usual one. */
async function modelOf(actor: Actor, { model_id, model_name }: Question): Promise<string | null> {
  const wanted = model_name != null && model_name !== '' ? model_name : model_id == null ? null : String(model_id)
  if (wanted === null) return null
  try {
    return (await models.resolve(actor, { modelId: wanted })).id
  } catch (cause) {
    if (cause instanceof AppError && (cause.kind === 'invalid' || cause.kind === 'forbidden')) throw new FrameError('modelAccess', { detail: cause.message, cause })
    throw cause
  }
}

interface Asking {
  readonly userId: string
  readonly isStreamed: boolean
  readonly hasFiles: boolean
}

async function answered(actor: Actor, answerId: string, { userId, isStreamed, hasFiles }: Asking, tell: (data: Data) => void, signal: AbortSignal): Promise<Data> {
  let session = ''
  let title = ''
  for await (const { event } of readAnswer(actor, answerId, startOfAnswer, signal)) {
    if (event.type === 'session') [session, title] = [event.conversationId, event.title]
    if (event.type === 'done') title = event.title
    if (event.type === 'delta' && isStreamed) tell({ user_id: userId, session_id: session, session_name: sessionName(title), delta: event.text })
  }
  const answer = await answers.get(actor, answerId)
  if (answer.status !== 'complete' && answer.status !== 'stopped') {
    if (hasFiles && answer.parentId !== null) await exchanges.removeExchange(actor, answer.parentId)
    throw new FrameError('answer', { detail: answer.errorText ?? undefined })
  }
  return { user_id: userId, session_id: session, session_name: sessionName(title), message: answer.content }
}

function failureOf(error: unknown, conversationId: string | null): unknown {
  if (!(error instanceof AppError)) return error
  const { message: detail, kind } = error
  switch (kind) {
    case 'payment_required':
      return new FrameError('balance', { detail, cause: error })
    case 'forbidden':
      return new FrameError('modelAccess', { detail, cause: error })
    case 'not_found':
      return new FrameError(conversationId === null ? 'createSession' : 'loadSession', { detail, cause: error })
    case 'internal':
      return error
    case 'invalid':
    case 'unauthenticated':
    case 'conflict':
    case 'too_large':
    case 'unsupported':
    case 'rate_limited':
    case 'upstream_failed':
    case 'unavailable':
      return new FrameError('answer', { detail, cause: error })
  }
}
