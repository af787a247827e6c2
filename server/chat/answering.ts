import type { LanguageModel } from 'ai'
import { nameOfAgent } from '@/server/assistants/schema'
import { contentsOf } from '@/server/attachments/contents'
import type { Owner } from '@/server/auth/actor'
import { askAgent } from '@/server/chat/agent/askAgent'
import type { AnswerPiece } from '@/server/chat/markers'
import { usualManner } from '@/server/chat/manner'
import type { PromptParts } from '@/server/chat/prompt'
import { speak, type Usage } from '@/server/chat/speak'
import { balanceOf } from '@/server/usage/account'
import { orLater, release, settleAmount, takeAmount } from '@/server/usage/hold'

/** An agent says what it costs when it has answered: so much is held back before it is asked. */
const agentMicros = 10_000
/** Files that are larger together are told by their names and texts alone. */
const filesBytes = 20_000_000

interface Answered {
  readonly conversationId: string
  readonly questionId: string
  readonly answerId: string
  readonly modelId: string | null
}

/** Whether an assistant says its words for finding nothing: neither a model nor an agent is asked then. */
export function hasOwnWords({ manner, isSearched, hits, begun }: Pick<PromptParts, 'manner' | 'isSearched' | 'hits' | 'begun'>): boolean {
  return isSearched && hits.length === 0 && begun === undefined && (manner ?? usualManner).emptyResponse !== ''
}

/** The words of an answer: those that an assistant has for finding nothing, those of its agent, or those of the model. */
export async function* answering(owner: Owner, { conversationId, questionId, answerId, modelId }: Answered, model: LanguageModel, parts: PromptParts, signal: AbortSignal, usage: Usage): AsyncGenerator<AnswerPiece> {
  const { emptyResponse, agent, isAgentShared } = parts.manner ?? usualManner
  if (hasOwnWords(parts)) return yield { text: emptyResponse }
  if (agent === null) return yield* speak(model, parts, signal, usage)
  const files = await contentsOf(owner, questionId, filesBytes)
  // What somebody has is not told to the agent of somebody else.
  const balanceMicros = isAgentShared ? null : (await balanceOf(owner.userId)).availableMicros
  const turn = { userId: owner.userId, conversationId, modelId: modelId ?? '', summary: parts.summary ?? '', files, balanceMicros }
  const terms = { id: `agent/${nameOfAgent(agent)}`, paidBy: 'operator', prices: { inputMicrosPerMillion: 0, outputMicrosPerMillion: 0 } } as const
  const hold = await takeAmount({ userId: owner.userId, usage: 'agent', terms, conversationId, messageId: answerId }, agentMicros)
  try {
    yield* askAgent(agent, turn, parts, signal, usage)
  } finally {
    // The operator installs modules; an address may be anybody's.
    if (usage.costMicros !== null && isAgentShared && agent.kind === 'http') usage.costMicros = Math.min(usage.costMicros, agentMicros)
    await orLater<unknown>(usage.costMicros === null ? release(hold) : settleAmount(hold, usage.costMicros, { inputTokens: 0, outputTokens: 0 }), hold)
  }
}
