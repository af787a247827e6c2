import { embedMany } from 'ai'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'
import { providerFailure } from '@/server/models/providerFailure'
import { builtinDimensions, embedText } from '@/server/models/providers/builtin/embed'
import { dialects } from '@/server/models/providers/dialects'
import { openaiAddress, openaiEmbedding } from '@/server/models/providers/openai'
import { type Catalogue, catalogue, operatorServer } from '@/server/models/registry/catalogue'
import { knownProvider } from '@/server/models/registry/known'
import { snapshot } from '@/server/models/registry/snapshot'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import type { EmbeddingSpace } from '@/server/vectors/schema'

type Asked = Parameters<typeof embedMany>[0]['model']

/** Texts in one call to an embedding server. */
const textsPerCall = 64

/** The id of the model that EMBEDDING_MODEL names; undefined when it names none. */
const configuredModel = config.embedding === undefined ? undefined : `openai/${config.embedding.model}`

/** The embedding models that new bases can be made with. */
export function embeddingModels({ models }: Catalogue): { id: string; label: string }[] {
  const registered = models.filter(({ kind, isServed }) => kind === 'embedding' && isServed)
  const isMissing = configuredModel !== undefined && !registered.some(({ id }) => id === configuredModel)
  return [...(isMissing ? [{ id: configuredModel, label: config.embedding?.model ?? '' }] : []), ...registered]
}

/** What new bases are made with: as an administrator said, else as EMBEDDING_MODEL says, else the built-in one. */
export function usualEmbeddingModel(known: Catalogue): string {
  const chosen = embeddingModels(known).find(({ id }) => id === known.usual.embedding)
  return chosen?.id ?? configuredModel ?? builtinEmbeddingModelId
}

const probed = new Map<string, Promise<number>>()

/** The embedding model that new knowledge bases are made with, and the length of its vectors. */
export async function embeddingSpace(): Promise<EmbeddingSpace> {
  const known = await catalogue()
  return spaceOf(known, usualEmbeddingModel(known))
}

/** The ids of the embedding models that new bases can be made with, the usual one first. */
export async function listEmbeddingModels(): Promise<string[]> {
  const known = await catalogue()
  return [...new Set([usualEmbeddingModel(known), ...embeddingModels(known).map(({ id }) => id), builtinEmbeddingModelId])]
}

/** The space of an embedding model by its id, or by its name alone. @throws AppError invalid when it is not configured. */
export async function embeddingSpaceOf(name: string): Promise<EmbeddingSpace> {
  const known = await catalogue()
  const ids = [builtinEmbeddingModelId, ...embeddingModels(known).map(({ id }) => id)]
  const id = ids.find((candidate) => candidate === name) ?? ids.find((candidate) => candidate.slice(candidate.indexOf('/') + 1) === name)
  if (id === undefined) throw new AppError('invalid', `The embedding model ${name} is not available; choose another one`)
  return spaceOf(known, id)
}

async function spaceOf(known: Catalogue, model: string): Promise<EmbeddingSpace> {
  if (model === builtinEmbeddingModelId) return { model, dimensions: builtinDimensions }
  const told = model === configuredModel ? config.embedding?.dimensions : known.models.find(({ id }) => id === model)?.dimensions
  return { model, dimensions: told ?? (await dimensionsOf(model)) }
}

/** Asked once of each model. */
function dimensionsOf(model: string): Promise<number> {
  const asked = probed.get(model) ?? embed(model, ['dimensions']).then(([vector]) => vector?.length ?? 0)
  probed.set(model, asked)
  asked.catch(() => probed.delete(model))
  return asked
}

/** One vector a text, in their order; `tell` is told the tokens that the provider counted. @throws AppError upstream_failed or rate_limited when the server does not serve. */
export async function embed(model: string, texts: readonly string[], signal?: AbortSignal, tell: (tokens: number) => void = () => {}): Promise<Float32Array[]> {
  if (model === builtinEmbeddingModelId) return texts.map(embedText)
  const asked = await embeddingModel(model)
  const vectors: Float32Array[] = []
  for (let start = 0; start < texts.length; start += textsPerCall) {
    vectors.push(...(await embedByServer(asked, model, texts.slice(start, start + textsPerCall), signal, tell)))
  }
  return vectors
}

export async function embedQuery(model: string, text: string, signal?: AbortSignal): Promise<Float32Array> {
  const [vector] = await embed(model, [text], signal)
  if (vector === undefined) throw new AppError('upstream_failed', 'The embedding service sent no vector; try again')
  return vector
}

/** A base goes on with the model that it was made with, also when no other is to be made with it. */
async function embeddingModel(id: string): Promise<Asked> {
  const name = id.slice(id.indexOf('/') + 1)
  const { models, providers, keys } = await snapshot()
  const registered = models.find((model) => model.id === id && model.kind === 'embedding')
  const row = providers.find((provider) => provider.id === registered?.providerId)
  if (registered !== undefined && row !== undefined && id !== configuredModel) {
    const provider = knownProvider(row, keys)
    if (provider.key !== 'missing') return dialects[row.kind].embedding(operatorServer(provider), name)
  }
  const { embedding } = config
  if (embedding === undefined) throw new AppError('unavailable', 'This knowledge base was made with an embedding model that is not configured any more; set EMBEDDING_MODEL again')
  return openaiEmbedding({ baseUrl: embedding.baseUrl ?? openaiAddress, apiKey: embedding.apiKey }, name)
}

async function embedByServer(asked: Asked, model: string, texts: readonly string[], signal: AbortSignal | undefined, tell: (tokens: number) => void): Promise<Float32Array[]> {
  const dimensions = model === configuredModel ? config.embedding?.dimensions : undefined
  try {
    const { embeddings, usage } = await embedMany({
      model: asked,
      values: [...texts],
      maxRetries: 3,
      ...(signal === undefined ? {} : { abortSignal: signal }),
      ...(dimensions === undefined ? {} : { providerOptions: { openai: { dimensions } } }),
    })
    // A provider that does not count says nothing, or no number.
    if (usage.tokens > 0) tell(usage.tokens)
    return embeddings.map((vector) => Float32Array.from(vector))
  } catch (cause) {
    throw providerFailure(cause, 'The embedding service')
  }
}
