import type { Actor } from '@/server/auth/actor'
import type { TurnFormat } from '@/server/chat/turnStream'
import * as answers from '@/server/conversations/answers'
import type { Message } from '@/server/conversations/schema'
import { AppError } from '@/server/errors'
import { annotationsOf, finishReasonOf, headOf, usageOf } from '@/server/openai/completion'
import { openaiError } from '@/server/openai/failure'

/** How an answer is to be told. */
export interface Wish {
  readonly model: string
  /** Where links to our pages lead. */
  readonly origin: string
  readonly includesUsage: boolean
  /** What else is said with the sources of an answer. */
  readonly also?: ((message: Message) => object) | undefined
}

const data = (value: object): string => `data: ${JSON.stringify(value)}\n\n`
const failed = (error: unknown): string => data(openaiError(error))

/**
 * An answer as the chunks of a completion: the role, the words as they come, the sources, the end, what it took where that is wished, and
 * `[DONE]`. A failure is an event with an error and nothing behind it, as OpenAI sends it.
 */
export function completionChunks(actor: Actor, answerId: string, { model, origin, includesUsage, also = () => ({}) }: Wish): TurnFormat {
  let head: object = {}
  const chunk = (delta: object, finish_reason: 'length' | 'stop' | null = null): string => data({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason }], ...(includesUsage ? { usage: null } : {}) })
  const end = (message: Message): string => {
    const sources = message.citations.length === 0 ? '' : chunk({ annotations: annotationsOf(message.content, message.citations, origin), ...also(message) })
    const usage = includesUsage ? data({ ...head, choices: [], usage: usageOf(message) }) : ''
    return `${sources}${chunk({}, finishReasonOf(message))}${usage}data: [DONE]\n\n`
  }
  return {
    event: async ({ event }) => {
      switch (event.type) {
        case 'session':
          head = { ...headOf(await answers.get(actor, answerId), model), object: 'chat.completion.chunk' }
          return chunk({ role: 'assistant', content: '' })
        case 'delta':
          return chunk({ content: event.text })
        case 'error':
          return failed(new AppError('upstream_failed', event.message))
        case 'done':
          return event.status === 'failed' ? '' : end(await answers.get(actor, answerId))
        case 'activity':
        case 'citation':
          return ''
      }
    },
    broken: (_message, error) => failed(error),
  }
}
