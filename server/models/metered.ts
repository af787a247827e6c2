import { setTimeout as pause } from 'node:timers/promises'
import { type LanguageModel, type LanguageModelMiddleware, wrapLanguageModel } from 'ai'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'
import type { ResolvedModel } from '@/server/models/resolved'
import { countTokens } from '@/server/text/tokens'
import { type Call, type Hold, orLater, raise, release, settle, take } from '@/server/usage/hold'
import { type Tokens, worstInput } from '@/server/usage/price'

/** Who spends within a balance or a budget is answered with so many tokens at most unless it is said how many: all of them are held back. */
const usualOutputTokens = 8_192
const tokensPerMessage = 8
/** Of an image, as most providers count them. */
const tokensPerFile = 1_500
const closingMs = 3_000

export interface Meter {
  readonly model: LanguageModel
  /** Resolves when every call so far is in the books: what they cost in millionths of a dollar; null where the model has no price. */
  closed(): Promise<number | null>
}

/** With how many tokens somebody is answered at most, of whom what it may cost is held back. */
export function mostOutput({ maxOutputTokens }: Pick<ResolvedModel, 'maxOutputTokens'>, wanted?: number): number {
  const asked = Math.min(wanted ?? Infinity, config.maxOutputTokens ?? Infinity)
  return Math.min(asked, maxOutputTokens ?? Infinity, asked === Infinity ? usualOutputTokens : Infinity)
}

type Params = Parameters<NonNullable<LanguageModelMiddleware['wrapStream']>>[0]['params']

/**
 * A model whose every call is held for before it is made, and settled after it with the tokens that the provider tells, or with those that
 * came. The first call may be held for already. The calls throw AppError payment_required, or invalid beyond MAX_INPUT_TOKENS.
 */
export function metered(resolved: ResolvedModel, about: Omit<Call, 'terms'>, held?: Hold): Meter {
  const { model } = resolved
  const call: Call = { ...about, terms: resolved }
  const { inputMicrosPerMillion, outputMicrosPerMillion } = resolved.prices
  let first = held
  let costMicros = inputMicrosPerMillion + outputMicrosPerMillion === 0 ? null : 0
  const closings: Promise<void>[] = []

  const open = async (params: Params): Promise<{ hold: Hold; counted: number; limited: Params }> => {
    const counted = countInput(params)
    refuseBeyondLimit(counted)
    const asked = Math.min(params.maxOutputTokens ?? Infinity, config.maxOutputTokens ?? Infinity)
    const outputTokens = mostOutput(resolved, params.maxOutputTokens)
    const worst = { inputTokens: worstInput(counted), outputTokens }
    const hold = first === undefined ? await take(call, worst) : await raise(first, worst)
    first = undefined
    const maxOutputTokens = hold.held !== null ? outputTokens : asked
    return { hold, counted, limited: maxOutputTokens === Infinity ? params : { ...params, maxOutputTokens } }
  }
  const close = (hold: Hold, tokens: Tokens | null): Promise<void> => {
    const closing = orLater<unknown>(tokens === null ? release(hold) : settle(hold, tokens).then((cost) => (costMicros = costMicros === null ? null : costMicros + cost)), hold).then(() => undefined)
    closings.push(closing)
    return closing
  }

  const middleware: LanguageModelMiddleware = {
    wrapGenerate: async ({ params, model: inner }) => {
      const { hold, counted, limited } = await open(params)
      try {
        const result = await inner.doGenerate(limited)
        await close(hold, tokensOf(result.usage) ?? { inputTokens: counted, outputTokens: countTokens(JSON.stringify(result.content)) })
        return result
      } catch (error) {
        await close(hold, null)
        throw error
      }
    },
    wrapStream: async ({ params, model: inner }) => {
      const { hold, counted, limited } = await open(params)
      const begun = await Promise.resolve(inner.doStream(limited)).catch(async (error: unknown) => {
        await close(hold, null)
        throw error
      })
      let text = ''
      let told: Tokens | null = null
      const ended = Promise.withResolvers<void>()
      closings.push(ended.promise)
      // Whoever hangs up has been worked for; where the provider fails before its first word, nobody has.
      const end = (): Promise<void> =>
        close(hold, told ?? (text === '' && params.abortSignal?.aborted !== true ? null : { inputTokens: counted, outputTokens: countTokens(text) })).then(() => ended.resolve())
      const heard = (part: StreamPart): void => {
        if (part.type === 'text-delta' || part.type === 'reasoning-delta' || part.type === 'tool-input-delta') text += part.delta
        if (part.type === 'finish') told = tokensOf(part.usage)
      }
      return { ...begun, stream: overheard(begun.stream, heard, end) }
    },
  }
  return {
    model: typeof model === 'string' ? model : wrapLanguageModel({ model, middleware }),
    closed: async () => {
      // Nobody was asked: an assistant had words of its own, or an agent.
      if (first !== undefined) await close(first, null)
      first = undefined
      // A provider that does not let go is waited for by nobody: what is open is closed when it does, or by the sweeper.
      await Promise.race([Promise.all(closings), pause(closingMs, undefined, { ref: false })])
      return costMicros
    },
  }
}

/** The same parts, with what is done for each of them and, once, at the end, however it comes; the last part waits for that. */
function overheard(stream: ReadableStream<StreamPart>, heard: (part: StreamPart) => void, end: () => Promise<void>): ReadableStream<StreamPart> {
  const reader = stream.getReader()
  let ending: Promise<void> | undefined
  const endOnce = (): Promise<void> => (ending ??= end())
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read()
        if (done) {
          await endOnce()
          return controller.close()
        }
        heard(value)
        controller.enqueue(value)
      } catch (error) {
        await endOnce()
        controller.error(error)
      }
    },
    cancel: async (reason) => {
      await endOnce()
      await reader.cancel(reason)
    },
  })
}

type Streamed = Awaited<ReturnType<NonNullable<LanguageModelMiddleware['wrapStream']>>>
type StreamPart = Streamed['stream'] extends ReadableStream<infer Part> ? Part : never
type ToldUsage = Extract<StreamPart, { type: 'finish' }>['usage']

/** What a provider tells that it took; null where it tells nothing. */
function tokensOf({ inputTokens, outputTokens }: ToldUsage): Tokens | null {
  return inputTokens.total === undefined || outputTokens.total === undefined ? null : { inputTokens: inputTokens.total, outputTokens: outputTokens.total }
}

/** About how many tokens a prompt has. */
function countInput({ prompt }: Pick<Params, 'prompt'>): number {
  return prompt.reduce((sum, { content }) => sum + tokensPerMessage + (typeof content === 'string' ? countTokens(content) : partsOf(content)), 0)
}

function partsOf(parts: readonly { type: string; text?: string; input?: unknown; output?: unknown }[]): number {
  return parts.reduce((sum, { type, text, input, output }) => sum + (type === 'file' ? tokensPerFile : countTokens(text ?? JSON.stringify(input ?? output ?? ''))), 0)
}

/** @throws AppError invalid when a model is to be sent more than MAX_INPUT_TOKENS. */
export function refuseBeyondLimit(inputTokens: number, limit = config.maxInputTokens): void {
  if (limit !== undefined && inputTokens > limit) throw new AppError('invalid', `Input token limit exceeded: ${inputTokens} tokens, and ${limit} are allowed; shorten the question`)
}
