import type { Actor } from '@/server/auth/actor'
import { readAnswer, startOfAnswer } from '@/server/chat/readAnswer'
import * as answers from '@/server/conversations/answers'
import type { Message } from '@/server/conversations/schema'
import { AppError } from '@/server/errors'
import { annotationsOf, finishReasonOf, headOf, usageOf } from '@/server/openai/completion'

/** How an answer is to be told. */
export interface Wish {
  readonly model: string
  /** Where links to our pages lead. */
  readonly origin: string
  readonly includesUsage: boolean
  /** What else is said with the sources of an answer. */
  readonly also?: ((message: Message) => object) | undefined
}

/**
 * An answer as the chunks of a stream: the role, the words as they come, the sources, the end, and what it took where that is wished.
 * @throws AppError when the answer fails, also behind chunks.
 */
export async function* completionChunks(actor: Actor, answerId: string, { model, origin, includesUsage, also = () => ({}) }: Wish, signal: AbortSignal) {
  const head = { ...headOf(await answers.get(actor, answerId), model), object: 'chat.completion.chunk' } as const
  const chunk = (delta: object, finish_reason: 'length' | 'stop' | null = null) => ({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason }], ...(includesUsage ? { usage: null } : {}) })
  yield chunk({ role: 'assistant', content: '' })
  for await (const { event } of readAnswer(actor, answerId, startOfAnswer, signal)) {
    if (event.type === 'delta') yield chunk({ content: event.text })
    if (event.type === 'error') throw new AppError('upstream_failed', event.message)
  }
  const message = await answers.get(actor, answerId)
  if (message.citations.length > 0) yield chunk({ annotations: annotationsOf(message.content, message.citations, origin), ...also(message) })
  yield chunk({}, finishReasonOf(message))
  if (includesUsage) yield { ...head, choices: [], usage: usageOf(message) }
}
