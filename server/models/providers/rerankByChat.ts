import { generateText, type LanguageModel } from 'ai'
import { AppError } from '@/server/errors'
import { providerFailure } from '@/server/models/providerFailure'
import type { RerankScore } from '@/server/models/providers/rerank'
import { mostRanked, rerankInstructions, rerankPrompt } from '@/server/models/providers/rerankPrompt'

const tokensPerNumber = 8

/**
 * Asks a chat model for the whole order at once (listwise; Sun et al., 2023). Numbers it makes up or repeats are ignored, and texts it
 * leaves out are not scored. @throws AppError when the model does not serve, or names no number.
 */
export async function rerankByChat(model: LanguageModel, question: string, texts: readonly string[], signal: AbortSignal): Promise<RerankScore[]> {
  const limits = { temperature: 0, maxOutputTokens: tokensPerNumber * mostRanked, maxRetries: 0, abortSignal: signal }
  const { text } = await generateText({ model, instructions: rerankInstructions, prompt: rerankPrompt(question, texts), ...limits }).catch((cause: unknown) => {
    throw providerFailure(cause, 'The reranker')
  })
  const order = orderIn(text, Math.min(texts.length, mostRanked))
  if (order.length === 0) throw new AppError('upstream_failed', 'The reranker gave an answer that is not understood; choose another model')
  return order.map((index, at) => ({ index, score: 1 - at / order.length }))
}

/** The places in the last list of numbers, each once; what is no place is left out. */
function orderIn(answer: string, count: number): number[] {
  const list = [...answer.matchAll(/\[\s*\d+(?:\s*[,>]\s*\d+)*\s*\]/g)].at(-1)?.[0] ?? ''
  const places = [...list.matchAll(/\d+/g)].map(([number]) => Number(number) - 1)
  return [...new Set(places)].filter((place) => place < count && place >= 0)
}
