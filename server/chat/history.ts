import { config } from '@/server/config'
import type { History, Said } from '@/server/conversations/history'
import { contextTokensOf } from '@/server/models/contextTokens'
import { countTokens } from '@/server/text/tokens'

/** What an answer is given of what was said before it. */
export interface Window {
  readonly kept: readonly Said[]
  /** Too old to go with the question; the summary is to tell of them. */
  readonly fallen: readonly Said[]
}

interface Limits {
  readonly maxMessages: number
  readonly maxTokens: number
}

/** As a model wants it: MAX_CHAT_HISTORY_CONTEXT messages, in half of its context, or of MAX_INPUT_TOKENS; the other half is for passages and answer. */
export function limitsOf(modelId: string): Limits {
  return { maxMessages: config.maxHistoryMessages, maxTokens: Math.floor(Math.min(contextTokensOf(modelId), config.maxInputTokens ?? Infinity) / 2) }
}

/** The newest messages, as far as their number and their tokens allow. */
export function windowOf(messages: readonly Said[], { maxMessages, maxTokens }: Limits): Window {
  const said = messages.filter(({ role, content }) => role !== 'system' && content !== '')
  let first = said.length
  for (let tokens = 0; first > 0 && said.length - first < maxMessages; first -= 1) {
    tokens += countTokens(said[first - 1]?.content ?? '')
    if (tokens > maxTokens) break
  }
  return { kept: said.slice(first), fallen: said.slice(0, first) }
}

/** What a model is told of what was said before a question: the messages that fit, and the summary of those that do not. */
export function remembered({ earlier, summary }: Pick<History, 'earlier' | 'summary'>, modelId: string): { kept: readonly Said[]; told: string | null } {
  const { kept, fallen } = windowOf(earlier, limitsOf(modelId))
  return { kept, told: summary !== null && fallen.some(({ id }) => id === summary.throughId) ? summary.text : null }
}
