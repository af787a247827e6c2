import { APICallError, isStepCount, type LanguageModel, type LanguageModelUsage, streamText, type TextStreamPart, type ToolSet } from 'ai'
import type { ModelParameters } from '@/server/assistants/schema'
import { type CalledPart, callModel } from '@/server/chat/callModel'
import { usualManner } from '@/server/chat/manner'
import { type AnswerPiece, type MarkerReader, markerReader } from '@/server/chat/markers'
import { defaultPatience, listen } from '@/server/chat/patience'
import { prompt, type PromptParts } from '@/server/chat/prompt'
import { AppError } from '@/server/errors'
import { providerFailure } from '@/server/models/providerFailure'

export interface Usage {
  inputTokens: number | null
  outputTokens: number | null
  /** The model had more to say than it may. */
  isCut: boolean
  /** Millionths of a dollar; null while the price is unknown. */
  costMicros: number | null
}

/** How often a model is asked for one answer, between which it may call tools. */
const maxSteps = 5

/**
 * Streams a model's answer as text and checked markers; fills in `usage` at the end. Without passages there are no markers, and brackets stay as they are.
 * @throws AppError saying how the provider failed, also in mid-stream, after the text so far; an answer that breaks off without an end is a failure.
 */
export async function* speak(model: LanguageModel, parts: PromptParts, signal: AbortSignal, usage: Usage, patience = defaultPatience): AsyncGenerator<AnswerPiece> {
  const { system, messages } = prompt(parts)
  const { parameters } = parts.manner ?? usualManner
  const reader = readerOf(parts)
  const listening = listen(patience)
  let hasSpoken = false
  let hasCalled = false
  const call = {
    model,
    instructions: system,
    messages,
    ...settingsOf(parameters),
    abortSignal: AbortSignal.any([signal, listening.signal]),
    // Only the built-in provider reads this; the others are sent the prompt.
    providerOptions: { builtin: { question: parts.question, isSearched: parts.isSearched, searched: parts.searched ?? 'documents', passages: parts.hits.map(({ text, headingPath, score, coverage }) => ({ text, headingPath, score, coverage })) } },
  }
  // Failures arrive as parts of the stream and are thrown below.
  const stream = parts.tools === undefined ? callModel(call) : streamText({ ...call, ...withTools(parts.tools), maxRetries: 2, onError: () => {} }).stream
  try {
    for await (const part of stream) {
      if (part.type === 'tool-call') hasCalled = true
      if (part.type === 'text-delta' && part.text !== '') {
        // What it said before it called a tool is a paragraph of its own.
        yield* reader.push(hasCalled && hasSpoken ? `\n\n${part.text}` : part.text)
        hasSpoken = true
        hasCalled = false
      }
      const failure = failureIn(part, signal)
      if (failure !== undefined) throw failure
      if (part.type === 'finish') Object.assign(usage, usageOf(part.totalUsage), { isCut: part.finishReason === 'length' })
      // `start` is the SDK's own word.
      if (part.type !== 'start') listening.heard()
    }
  } catch (error) {
    yield* reader.end()
    // Some models know no tools and refuse a request that offers any.
    if (parts.tools !== undefined && !hasSpoken && !hasCalled && isRefusal(error)) return yield* speak(model, { ...parts, tools: undefined }, signal, usage, patience)
    const hasImages = (parts.images ?? []).length > 0 || parts.earlier.some(({ images = [] }) => images.length > 0)
    throw providerFailure(error, undefined, { hasImages })
  } finally {
    listening.end()
  }
  yield* reader.end()
}

/** The last time that it is asked, it has to answer. */
function withTools(tools: ToolSet) {
  return { tools, stopWhen: isStepCount(maxSteps), prepareStep: ({ stepNumber }: { stepNumber: number }) => (stepNumber === maxSteps - 1 ? { toolChoice: 'none' as const } : {}) }
}

const isRefusal = (error: unknown): boolean => APICallError.isInstance(error) && [400, 404, 422].includes(error.statusCode ?? 0)

const usageOf = ({ inputTokens, outputTokens }: LanguageModelUsage): Pick<Usage, 'inputTokens' | 'outputTokens'> => ({ inputTokens: inputTokens ?? null, outputTokens: outputTokens ?? null })

/** What a provider is told of the parameters; what is null it is not told. */
function settingsOf(parameters: ModelParameters | null) {
  const { temperature, topP, presencePenalty, frequencyPenalty, maxTokens } = parameters ?? {}
  const settings = { temperature, topP, presencePenalty, frequencyPenalty, maxOutputTokens: maxTokens }
  return Object.fromEntries(Object.entries(settings).flatMap(([name, value]) => (value == null ? [] : [[name, value]])))
}

/** Reads the markers out of an answer. One that is not to name its sources keeps none, and one without passages has none. */
export function readerOf({ isSearched, hits, manner = usualManner }: PromptParts): MarkerReader {
  return isSearched ? markerReader(manner.showsQuotes ? hits.length : 0) : plainReader
}

/** Passes text through. */
const plainReader: MarkerReader = { push: (text) => [{ text }], end: () => [] }

/** What the provider failed with, when this part of its stream says that it did. */
function failureIn(part: TextStreamPart<ToolSet> | CalledPart, signal: AbortSignal): unknown {
  if (part.type === 'error') return part.error
  if (part.type === 'abort' && !signal.aborted) return new AppError('upstream_failed', 'The model provider stopped answering; try again')
  if (part.type !== 'finish') return undefined
  if (part.finishReason === 'interrupted' || part.finishReason === 'error') return new AppError('upstream_failed', 'The model provider broke off its answer; try again')
  if (part.finishReason === 'content-filter') return new AppError('upstream_failed', 'The model provider withheld its answer; ask in other words')
  return undefined
}
