import { generateText, type LanguageModel } from 'ai'
import type { Said } from '@/server/conversations/history'
import { log } from '@/server/log'

export interface Rewriting {
  /** What is searched for. */
  readonly question: string
  readonly isRewritten: boolean
}

/** A search that waits longer for a better question is worse than one for the question as it is. */
const patienceMs = 3_000
/** What a follow-up refers to was said lately, and early in an answer. */
const messagesGiven = 6
const charactersGiven = 600
/** Longer questions say themselves what they are about. */
const longestQuestion = 1_000
const longestRewriting = 500

const instructions = `You prepare the last question of a conversation for a search engine that does not know the conversation. Write the one question, in its own language, in which words such as "it", "they" or "the second one" are replaced by what they stand for. Leave everything else as it is. If it can be understood already, repeat it word for word. Do not answer it, explain nothing, and write one line.`

interface FollowUp {
  readonly question: string
  readonly earlier: readonly Pick<Said, 'role' | 'content'>[]
}

/** Whether there is a conversation to understand a question by, and a model that can. */
export function isFollowUp(model: LanguageModel, { question, earlier }: FollowUp): boolean {
  const isBuiltin = typeof model !== 'string' && model.provider === 'builtin'
  return !isBuiltin && earlier.length > 0 && question.length <= longestQuestion
}

/**
 * A follow-up question as it can be understood without its conversation, by a short call of the model that answers. Without earlier
 * messages, with the built-in model, and whenever the model fails, takes longer than three seconds or says something else than a
 * question, it is the question itself. @throws the reason of `signal` when that is aborted.
 */
export async function rewrite(model: LanguageModel, { question, earlier }: FollowUp, signal: AbortSignal, patience = patienceMs): Promise<Rewriting> {
  const asItIs = { question, isRewritten: false }
  if (!isFollowUp(model, { question, earlier })) return asItIs
  try {
    const limits = { temperature: 0, maxOutputTokens: 200, maxRetries: 0, abortSignal: AbortSignal.any([signal, AbortSignal.timeout(patience)]) }
    const { text, finishReason } = await generateText({ model, instructions, prompt: promptOf(question, earlier), ...limits })
    const rewritten = cleaned(text)
    const isUsable = finishReason === 'stop' && rewritten !== '' && rewritten.length <= longestRewriting && !rewritten.includes('\n')
    return isUsable && rewritten !== question ? { question: rewritten, isRewritten: true } : asItIs
  } catch (error) {
    signal.throwIfAborted()
    log.warn('chat.rewrite', { reason: error instanceof Error ? error.name : String(error) })
    return asItIs
  }
}

function promptOf(question: string, earlier: readonly Pick<Said, 'role' | 'content'>[]): string {
  const names = { user: 'User', assistant: 'Assistant', system: 'System' } as const
  const messages = earlier.filter(({ role, content }) => role !== 'system' && content !== '').slice(-messagesGiven)
  const lines = messages.map(({ role, content }) => `${names[role]}: ${content.replaceAll(/\s+/g, ' ').slice(0, charactersGiven)}`)
  return `Conversation:\n\n${lines.join('\n')}\n\nLast question: ${question}`
}

/** Without the quotation marks and the label that some models cannot leave off. */
function cleaned(text: string): string {
  return text.trim().replace(/^(?:(?:rewritten |last |search )?question|问题|改写后的问题)\s*[:：]\s*/i, '').replace(/^["'“「](.*)["'”」]$/s, '$1').trim()
}
