import { requireFilled } from '@/server/assistants/checks'
import type { Assistant, VariableValues } from '@/server/assistants/schema'
import * as assistants from '@/server/assistants/service'
import type { Actor } from '@/server/auth/actor'
import type { Question } from '@/server/chat/schema'
import * as turns from '@/server/conversations/turns'
import { AppError } from '@/server/errors'

/** What a question is asked with. */
export interface Wanted {
  /** null: the default model. */
  readonly modelId: string | null
  readonly knowledgeBaseIds: readonly string[]
  /** undefined: as the conversation did before. */
  readonly searchesWeb: boolean | undefined
  readonly assistantId: string | null
  readonly variables: VariableValues
  /** The first message of a conversation that this question begins; empty: none. */
  readonly opener: string
}

/**
 * What a question says itself, else what its conversation says, else its assistant.
 * @throws AppError not_found; invalid when the assistant needs to know something first, or is another one than the conversation's.
 */
export async function wantedBy(actor: Actor, question: Question): Promise<Wanted> {
  const conversation = question.conversationId === null ? null : await turns.settingsOf(actor, question.conversationId)
  const named = question.assistantId ?? null
  if (conversation !== null && named !== null && named !== conversation.assistantId) throw new AppError('invalid', 'This conversation is not with that assistant; begin a new one')
  const assistantId = conversation === null ? named : conversation.assistantId
  const assistant = assistantId === null ? null : conversation === null ? await assistants.get(actor, assistantId) : await assistants.find(actor, assistantId)
  const variables = { ...conversation?.variables, ...question.variables }
  // Instructions of the conversation's own have no variables.
  if (assistant !== null && (question.systemPrompt ?? conversation?.systemPrompt) == null) requireFilled(assistant.variables, variables)
  return {
    modelId: question.modelId ?? conversation?.modelId ?? assistant?.modelId ?? null,
    knowledgeBaseIds: question.knowledgeBaseIds ?? (await basesOf(actor, question.conversationId)) ?? assistant?.knowledgeBaseIds ?? [],
    searchesWeb: question.searchesWeb ?? (conversation === null ? assistant?.searchesWeb : undefined),
    assistantId,
    variables: valuesFor(assistant, variables),
    opener: conversation === null ? (assistant?.opener ?? '') : '',
  }
}

/** Only what the assistant asks for is kept. */
function valuesFor(assistant: Assistant | null, values: VariableValues): VariableValues {
  return Object.fromEntries((assistant?.variables ?? []).flatMap(({ key }) => (values[key] === undefined ? [] : [[key, values[key]]])))
}

async function basesOf(actor: Actor, conversationId: string | null): Promise<string[] | undefined> {
  return conversationId === null ? undefined : (await turns.basesOf(actor, conversationId)).map(({ id }) => id)
}
