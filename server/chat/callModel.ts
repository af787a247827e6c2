import { setTimeout as pause } from 'node:timers/promises'
import { APICallError, experimental_streamLanguageModelCall as streamLanguageModelCall, type FinishReason, type LanguageModelUsage } from 'ai'
import { AppError } from '@/server/errors'

type Call = Parameters<typeof streamLanguageModelCall>[0]

/** What an answer is made of, in the words of `streamText`. */
export type CalledPart =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'finish'; readonly finishReason: FinishReason; readonly totalUsage: LanguageModelUsage }
  | { readonly type: 'abort' }
  /** It lives, and says nothing to the reader: it thinks, for instance. */
  | { readonly type: 'alive' }

const maxRetries = 2
const firstPauseMs = 2_000
const longestPauseMs = 60_000

/**
 * A model's answer to one call without tools, part by part. `streamText` would give the same: it also keeps each part for several
 * readers, for steps, for callbacks and for telemetry, which takes three times the work for every token. @throws what the provider failed with.
 */
export async function* callModel(call: Call & { readonly abortSignal: AbortSignal }): AsyncGenerator<CalledPart> {
  let hasEnded = false
  try {
    for await (const part of await begun(call)) {
      if (part.type === 'text-delta') yield { type: 'text-delta', text: part.text }
      else if (part.type === 'error') yield { type: 'error', error: part.error }
      else if (part.type === 'model-call-end') {
        hasEnded = true
        yield { type: 'finish', finishReason: part.finishReason, totalUsage: part.usage }
      }
      // These two come with the headers, before the model has done anything.
      else if (part.type !== 'model-call-start' && part.type !== 'model-call-response-metadata') yield { type: 'alive' }
    }
  } catch (error) {
    if (!call.abortSignal.aborted) throw error
    yield { type: 'abort' }
    return
  }
  if (call.abortSignal.aborted) yield { type: 'abort' }
  else if (!hasEnded) throw new AppError('upstream_failed', 'The model provider broke off its answer; try again')
}

/** The stream of a call; one that the provider asks to make again is made again. */
async function begun(call: Call & { readonly abortSignal: AbortSignal }) {
  for (let tries = 0; ; tries += 1) {
    try {
      return (await streamLanguageModelCall(call)).stream
    } catch (error) {
      if (tries === maxRetries || !APICallError.isInstance(error) || !error.isRetryable) throw error
      await pause(pauseAfter(error) ?? firstPauseMs * 2 ** tries, undefined, { signal: call.abortSignal })
    }
  }
}

/** As long as the provider asks for, if that can be waited for. */
function pauseAfter({ responseHeaders = {} }: APICallError): number | undefined {
  const seconds = responseHeaders['retry-after']
  const ms = Number(responseHeaders['retry-after-ms'] ?? (seconds === undefined ? Number.NaN : Number(seconds) * 1_000))
  return ms >= 0 && ms < longestPauseMs ? ms : undefined
}
