import type { Actor } from '@/server/auth/actor'
import { numbered, prompt } from '@/server/chat/prompt'
import { type PromptDraft, type PromptPreview, promptRequestSchema } from '@/server/chat/schema'
import { retrieve } from '@/server/retrieval/retrieve'
import { countTokens } from '@/server/text/tokens'

/**
 * The prompt of the first question of a conversation, from the same search and the same words that a chat would use. Nothing is sent
 * to a chat model, but for one that reranks. @throws AppError what `retrieve` throws.
 */
export async function previewPrompt(actor: Actor, draft: PromptDraft, signal?: AbortSignal): Promise<PromptPreview> {
  const request = promptRequestSchema.parse(draft)
  const { hits } = await retrieve(actor, request, {}, signal)
  const { system, messages } = prompt({ question: request.question, earlier: [], isSearched: true, hits })
  const message = messages.map(({ content }) => (typeof content === 'string' ? content : '')).join('\n\n')
  return {
    system,
    systemTokens: countTokens(system),
    message,
    messageTokens: countTokens(message),
    passages: hits.map((hit, position) => ({ chunkId: hit.chunkId, documentName: hit.documentName, tokens: countTokens(numbered(hit, position)) })),
  }
}
