import { embed } from '@/server/models/embedding'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import { termsOf } from '@/server/models/terms'
import { countTokens } from '@/server/text/tokens'
import { AppError } from '@/server/errors'
import { type Call, orLater, release, settle, take } from '@/server/usage/hold'
import { worstInput } from '@/server/usage/price'

type About = Pick<Call, 'userId' | 'conversationId' | 'messageId' | 'knowledgeBaseId'>

/** Texts as vectors, on somebody's account. The built-in engine costs nothing and is in no book. @throws AppError payment_required; what `embed` throws. */
export async function embedFor(about: About, model: string, texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
  if (model === builtinEmbeddingModelId || texts.length === 0) return embed(model, texts, signal)
  const counted = texts.reduce((sum, text) => sum + countTokens(text), 0)
  const hold = await take({ ...about, usage: 'embedding', terms: await termsOf(model) }, { inputTokens: worstInput(counted), outputTokens: 0 })
  let told = 0
  const result = await embed(model, texts, signal, (tokens) => (told += tokens)).catch(async (error: unknown) => {
    // Many texts are several calls: those before the one that failed, or that whoever left did not wait for, were made.
    await orLater<unknown>(told === 0 ? release(hold) : settle(hold, { inputTokens: told, outputTokens: 0 }), hold)
    throw error
  })
  await orLater(settle(hold, { inputTokens: told === 0 ? counted : told, outputTokens: 0 }), hold)
  return result
}

/** The vector of a question, on somebody's account. */
export const embedQueryFor =
  (about: About) =>
  async (model: string, text: string, signal?: AbortSignal): Promise<Float32Array> => {
    const [vector] = await embedFor(about, model, [text], signal)
    if (vector === undefined) throw new AppError('upstream_failed', 'The embedding service sent no vector; try again')
    return vector
  }
