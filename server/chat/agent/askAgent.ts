import type { GivenFile } from '@/server/attachments/contents'
import type { Agent } from '@/server/assistants/schema'
import { askHttpAgent } from '@/server/chat/agent/httpAgent'
import { askModuleAgent } from '@/server/chat/agent/moduleAgent'
import type { AgentPiece, AgentRequest, AgentTurn } from '@/server/chat/agent/protocol'
import type { AnswerPiece } from '@/server/chat/markers'
import { goOn, instructionsOf, type PromptParts, source, textOf, withoutMarkers } from '@/server/chat/prompt'
import { readerOf, type Usage } from '@/server/chat/speak'
import { AppError } from '@/server/errors'
import { log } from '@/server/log'

/** How long an agent may work on an answer. */
export const agentPatienceMs = 600_000
/** An answer that is longer was not meant to end. */
const longestCharacters = 1_000_000

/**
 * Streams the answer of an agent as `speak` does that of a model; `usage` gets what it says that it cost.
 * @throws AppError saying how it failed, after the text so far.
 */
export async function* askAgent(agent: Agent, turn: AgentTurn, parts: PromptParts, signal: AbortSignal, usage: Usage, patienceMs = agentPatienceMs): AsyncGenerator<AnswerPiece> {
  const reader = readerOf(parts)
  const time = AbortSignal.timeout(patienceMs)
  const both = AbortSignal.any([signal, time])
  const question = requestOf(turn, parts)
  const said = agent.kind === 'http' ? askHttpAgent(agent.url, question, both, patienceMs) : askModuleAgent(agent.name, question, both)
  let length = 0
  try {
    for await (const { text, cost } of untilAborted(said, both)) {
      if (cost !== null) usage.costMicros = Math.round(cost * 1_000_000)
      length += text.length
      if (length > longestCharacters) throw new AppError('upstream_failed', 'The agent wrote more than a million characters; the answer ends there')
      yield* reader.push(text)
    }
  } catch (error) {
    yield* reader.end()
    throw agentFailure(error, time)
  }
  yield* reader.end()
}

function requestOf({ userId, conversationId, modelId, summary, files, balanceMicros }: AgentTurn, parts: PromptParts): AgentRequest {
  const [provider = '', ...model] = modelId.split('/')
  const { question, begun } = parts
  const said = parts.earlier.filter(({ content }) => content !== '')
  const more = begun === undefined ? [] : ([{ role: 'user', content: question, isCited: false }, { role: 'assistant', content: begun, isCited: parts.isSearched }] as const)
  const history = [...said, ...more]
  return {
    user_id: userId,
    session_id: conversationId,
    chat_message: begun === undefined ? question : goOn,
    model_name: model.join('/'),
    model_provider: provider,
    session_prompt: instructionsOf(parts) ?? '',
    file_name: files.map(addressOf),
    chat_summary: summary,
    chat_history: JSON.stringify(history.map(({ role, content, isCited }) => ({ role, content: isCited ? withoutMarkers(content) : content }))),
    balance: balanceMicros === null ? null : balanceMicros / 1_000_000,
    timestamp: new Date().toISOString(),
    passages: parts.hits.map((hit, position) => ({ number: position + 1, source: source(hit), text: textOf(hit) })),
    files: files.map(({ name, mediaType, text }) => ({ name, media_type: mediaType, text })),
  }
}

/** An address that holds the file itself: an agent needs no password for it, and may be anywhere. */
function addressOf({ mediaType, bytes }: GivenFile): string {
  if (bytes === null) return ''
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream'
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}

/** The pieces until the signal fires: an agent that does not listen to it is left alone. */
async function* untilAborted(pieces: AsyncGenerator<AgentPiece>, signal: AbortSignal): AsyncGenerator<AgentPiece> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  // It may fire while nobody waits.
  aborted.catch(() => undefined)
  const onAbort = (): void => reject(signal.reason)
  signal.addEventListener('abort', onAbort)
  try {
    signal.throwIfAborted()
    for (;;) {
      const next = await Promise.race([pieces.next(), aborted])
      if (next.done === true) return
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    pieces.return(undefined).catch((error: unknown) => log.warn('chat.agent', { reason: String(error) }))
  }
}

/** What an agent broke with, in a sentence of ours: its own words stay in the cause, for the log. */
function agentFailure(cause: unknown, time: AbortSignal): AppError {
  if (cause instanceof AppError) return cause
  if (time.aborted) return new AppError('upstream_failed', 'The agent took too long to answer; try again', { cause })
  const isUnreachable = cause instanceof Error && 'code' in cause
  if (isUnreachable) return new AppError('upstream_failed', 'The agent cannot be reached, or broke off; check its address, or try again', { cause })
  return new AppError('upstream_failed', 'The agent failed, or gave an answer that is not understood; try again', { cause })
}
