import type { Actor } from '@/server/auth/actor'
import { AppError } from '@/server/errors'
import { embedFor } from '@/server/models/embedFor'
import * as models from '@/server/models/service'
import { unknownModel } from '@/server/openai/models'
import type { EmbeddingRequest } from '@/server/openai/schema'
import { countTokens } from '@/server/text/tokens'

/** One vector a text, by the embedding model that new knowledge bases are made with. @throws AppError not_found, invalid. */
export async function embeddings(actor: Actor, { model, input, dimensions, encoding_format }: EmbeddingRequest, signal: AbortSignal) {
  const space = await models.embeddingSpace()
  if (model !== space.model && model !== space.model.slice(space.model.indexOf('/') + 1)) throw unknownModel(model)
  if (dimensions != null && dimensions !== space.dimensions) throw new AppError('invalid', `dimensions: this model gives ${space.dimensions}`)
  const vectors = await embedFor({ userId: actor.userId }, space.model, input, signal)
  const tokens = input.reduce((sum, text) => sum + countTokens(text), 0)
  return {
    object: 'list',
    model: space.model,
    data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: encoding_format === 'base64' ? Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64') : [...vector] })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  } as const
}
