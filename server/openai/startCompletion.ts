import type { ChosenParameters } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import type { Actor } from '@/server/auth/actor'
import { startTurn } from '@/server/chat/turn'
import { beginWith } from '@/server/conversations/beginWith'
import { AppError } from '@/server/errors'
import { newId } from '@/server/ids'
import * as knowledge from '@/server/knowledge/service'
import { answererOf } from '@/server/openai/models'
import type { ChatMessage, CompletionRequest } from '@/server/openai/schema'

/**
 * Asks what the last message says, after what the others say. The client keeps the conversation: ours is temporary, so that nobody finds
 * a hundred of them in their list. @returns the id of the answer. @throws AppError before anything is written by a model.
 */
export async function startCompletion(actor: Actor, request: CompletionRequest): Promise<string> {
  const answerer = await answererOf(actor, request.model)
  const spoken = request.messages.filter((message) => message.role === 'user' || message.role === 'assistant')
  const last = spoken.at(-1)
  if (last?.role !== 'user' || last.content.trim() === '') throw new AppError('invalid', 'messages: the last one must be a question of the user')
  const assistantId = 'assistantId' in answerer ? answerer.assistantId : null
  const assistant = assistantId === null ? null : await assistants.get(actor, assistantId)
  const knowledgeBaseIds = request.knowledge_base_ids ?? assistant?.knowledgeBaseIds ?? []
  await knowledge.requireAll(actor, knowledgeBaseIds)
  const conversationId = await beginWith(actor, {
    assistantId,
    systemPrompt: instructionsFrom(request.messages, assistant?.instructions),
    parameters: parametersOf(request),
    knowledgeBaseIds,
    searchesWeb: request.search_web ?? assistant?.searchesWeb ?? false,
    earlier: spoken.slice(0, -1).map(({ role, content }) => ({ role, text: content ?? '' })),
  })
  return startTurn(actor, { conversationId, requestId: newId(), text: last.content, modelId: 'modelId' in answerer ? answerer.modelId : null, knowledgeBaseIds })
}

/** What the system messages say, behind what the assistant is told already. */
function instructionsFrom(messages: readonly ChatMessage[], told: string | undefined): string | null {
  const said = messages.flatMap((message) => (message.role === 'system' || message.role === 'developer' ? [message.content] : [])).filter((text) => text.trim() !== '')
  return said.length === 0 ? null : [...(told === undefined ? [] : [told]), ...said].join('\n\n')
}

function parametersOf({ temperature, top_p, presence_penalty, frequency_penalty, max_tokens, max_completion_tokens }: CompletionRequest): ChosenParameters {
  const chosen = { temperature, topP: top_p, presencePenalty: presence_penalty, frequencyPenalty: frequency_penalty, maxTokens: max_completion_tokens ?? max_tokens }
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value != null))
}
