import type { LanguageModel } from 'ai'
import type { Owner } from '@/server/auth/actor'
import { askAgent } from '@/server/chat/agent/askAgent'
import type { AnswerPiece } from '@/server/chat/markers'
import { usualManner } from '@/server/chat/manner'
import type { PromptParts } from '@/server/chat/prompt'
import { speak, type Usage } from '@/server/chat/speak'

interface Answered {
  readonly conversationId: string
  readonly modelId: string | null
}

/** The words of an answer: those that an assistant has for finding nothing, those of its agent, or those of the model. */
export async function* answering(owner: Owner, { conversationId, modelId }: Answered, model: LanguageModel, parts: PromptParts, signal: AbortSignal, usage: Usage): AsyncGenerator<AnswerPiece> {
  const { emptyResponse, agent } = parts.manner ?? usualManner
  if (parts.isSearched && parts.hits.length === 0 && parts.begun === undefined && emptyResponse !== '') return yield { text: emptyResponse }
  if (agent === null) return yield* speak(model, parts, signal, usage)
  const turn = { userId: owner.userId, conversationId, modelId: modelId ?? '', summary: parts.summary ?? '', files: [] }
  yield* askAgent(agent, turn, parts, signal, usage)
}
