import { embedMany, type LanguageModel } from 'ai'
import type { Owner } from '@/server/auth/actor'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'
import { contextTokensOf } from '@/server/models/contextTokens'
import { providerFailure } from '@/server/models/providerFailure'
import { builtinDimensions, embedText } from '@/server/models/providers/builtin/embed'
import { builtinChat } from '@/server/models/providers/builtin/model'
import { listOllamaModels, ollamaChat } from '@/server/models/providers/ollama'
import { listOpenAIModels, openaiChat, openaiEmbedding, type OpenAIServer } from '@/server/models/providers/openai'
import { rerankByServer, type RerankScore } from '@/server/models/providers/rerank'
import { rerankByChat } from '@/server/models/providers/rerankByChat'
import type { ModelTerms, ModelWish, ResolvedModel } from '@/server/models/resolved'
import { canSee } from '@/server/models/vision'
import { builtinChatModelId, builtinEmbeddingModelId, type ChatModel, type ModelOverview } from '@/server/models/schema'
import type { EmbeddingSpace } from '@/server/vectors/schema'

/** How long a list of models is believed before the servers are asked again. */
const listedForMs = 30_000
/** Texts in one call to an embedding server. */
const textsPerCall = 64

const builtinChatModel: ChatModel = { id: builtinChatModelId, name: 'Built-in answers', provider: 'builtin', canSee: false }

interface Listing {
  readonly chat: ChatModel[]
  readonly problems: string[]
}

let listing: { at: number; models: Promise<Listing> } | undefined

function listed(): Promise<Listing> {
  if (listing === undefined || Date.now() - listing.at > listedForMs) listing = { at: Date.now(), models: list() }
  return listing.models
}

/** The configured server's models first, then those of a local Ollama; the built-in one is always there. */
async function list(): Promise<Listing> {
  const [openai, ollama] = await Promise.all([listConfigured(), listOllamaModels(config.ollamaBaseUrl)])
  const local = ollama.map((name): ChatModel => ({ id: `ollama/${name}`, name, provider: 'ollama', canSee: canSee(`ollama/${name}`) }))
  return { chat: [...openai.chat, ...local, builtinChatModel], problems: openai.problems }
}

async function listConfigured(): Promise<Listing> {
  const server = config.openai
  if (server === undefined) return { chat: [], problems: [] }
  const asModels = (names: readonly string[]): ChatModel[] => names.map((name) => ({ id: `openai/${name}`, name, provider: 'openai', canSee: canSee(`openai/${name}`) }))
  if (config.chatModels.length > 0) return { chat: asModels(config.chatModels), problems: [] }
  try {
    return { chat: asModels(await listOpenAIModels(server)), problems: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { chat: [], problems: [`The server at ${server.baseUrl ?? 'api.openai.com'} does not list its models (${reason}); check OPENAI_BASE_URL and OPENAI_API_KEY, or set CHAT_MODEL`] }
  }
}

/** What can be used now: chat models with the default first, the search engine of new bases, and what is wrong. */
export async function overview(): Promise<ModelOverview> {
  const { chat, problems } = await listed()
  const model = config.embedding === undefined ? builtinEmbeddingModelId : `openai/${config.embedding.model}`
  return { chat, embedding: { model, isBuiltin: config.embedding === undefined }, reranker: config.rerank === undefined ? null : rerankerId(config.rerank), canSearchWeb: config.webSearch !== undefined, maxFileBytes: config.maxFileBytes, problems }
}

/** The chat model of an id, or the default one. @throws AppError invalid when it is not offered. */
export async function chatModel(id: string | null): Promise<{ id: string; model: LanguageModel }> {
  const { chat } = await listed()
  const chosen = id === null ? chat[0] : chat.find((model) => model.id === id) ?? chat.find((model) => model.name === id)
  if (chosen === undefined) throw new AppError('invalid', `The model ${id} is not available; choose another one`)
  switch (chosen.provider) {
    case 'openai':
      return { id: chosen.id, model: openaiChat(config.openai ?? { baseUrl: undefined, apiKey: undefined }, chosen.name) }
    case 'ollama':
      return { id: chosen.id, model: ollamaChat(config.ollamaBaseUrl, chosen.name) }
    case 'builtin':
      return { id: chosen.id, model: builtinChat() }
  }
}

/**
 * The chat model that somebody is answered by, and on what terms: with the key of the conversation, else their own, else the operator's.
 * @throws AppError invalid when there is no such model, forbidden when it is not theirs to use.
 */
export async function resolve(_owner: Owner, { modelId }: ModelWish): Promise<ResolvedModel> {
  const { id, model } = await chatModel(modelId)
  return { ...(await termsOf(id)), model }
}

/** On what terms the operator's model of an id is called, of any kind. */
export async function termsOf(id: string): Promise<ModelTerms> {
  return { id, paidBy: 'operator', prices: { inputMicrosPerMillion: 0, outputMicrosPerMillion: 0 }, contextTokens: contextTokensOf(id), maxOutputTokens: null }
}

let probed: Promise<number> | undefined

/** The embedding model that new knowledge bases are made with, and the length of its vectors. */
export async function embeddingSpace(): Promise<EmbeddingSpace> {
  if (config.embedding === undefined) return { model: builtinEmbeddingModelId, dimensions: builtinDimensions }
  const model = `openai/${config.embedding.model}`
  if (config.embedding.dimensions !== undefined) return { model, dimensions: config.embedding.dimensions }
  probed ??= embed(model, ['dimensions']).then(([vector]) => vector?.length ?? 0)
  probed.catch(() => (probed = undefined))
  return { model, dimensions: await probed }
}

/** The space of an embedding model by its id, or by its name alone. @throws AppError invalid when it is not configured. */
export async function embeddingSpaceOf(name: string): Promise<EmbeddingSpace> {
  if (name === builtinEmbeddingModelId) return { model: builtinEmbeddingModelId, dimensions: builtinDimensions }
  if (config.embedding !== undefined && [config.embedding.model, `openai/${config.embedding.model}`].includes(name)) return embeddingSpace()
  throw new AppError('invalid', `The embedding model ${name} is not available; choose another one`)
}

/** One vector a text, in their order. @throws AppError upstream_failed or rate_limited when the server does not serve. */
export async function embed(model: string, texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
  if (model === builtinEmbeddingModelId) return texts.map(embedText)
  const vectors: Float32Array[] = []
  for (let start = 0; start < texts.length; start += textsPerCall) {
    vectors.push(...(await embedByServer(embeddingServer(), model, texts.slice(start, start + textsPerCall), signal)))
  }
  return vectors
}

export async function embedQuery(model: string, text: string, signal?: AbortSignal): Promise<Float32Array> {
  const [vector] = await embed(model, [text], signal)
  if (vector === undefined) throw new AppError('upstream_failed', 'The embedding service sent no vector; try again')
  return vector
}

function embeddingServer(): OpenAIServer {
  if (config.embedding !== undefined) return config.embedding
  throw new AppError('unavailable', 'This knowledge base was made with an embedding model that is not configured any more; set EMBEDDING_MODEL again')
}

async function embedByServer(server: OpenAIServer, model: string, texts: readonly string[], signal: AbortSignal | undefined): Promise<Float32Array[]> {
  const name = model.slice(model.indexOf('/') + 1)
  const dimensions = config.embedding?.dimensions
  try {
    const { embeddings } = await embedMany({
      model: openaiEmbedding(server, name),
      values: [...texts],
      maxRetries: 3,
      ...(signal === undefined ? {} : { abortSignal: signal }),
      ...(dimensions === undefined ? {} : { providerOptions: { openai: { dimensions } } }),
    })
    return embeddings.map((vector) => Float32Array.from(vector))
  } catch (cause) {
    throw providerFailure(cause, 'The embedding service')
  }
}

const rerankerId = ({ model = 'server' }: { model: string | undefined }): string => `rerank/${model}`

/**
 * How well each text answers a question by the reranker or the chat model of an id, best first; what has no score was left out.
 * @throws AppError when it is not configured, or does not serve.
 */
export async function rerank(model: string, question: string, texts: readonly string[], signal: AbortSignal): Promise<RerankScore[]> {
  if (!model.startsWith('rerank/')) return rerankByChat((await chatModel(model)).model, question, texts, signal)
  if (config.rerank === undefined || rerankerId(config.rerank) !== model) throw new AppError('unavailable', `The reranker ${model} is not configured; choose another one, or set RERANK_BASE_URL and RERANK_MODEL`)
  return rerankByServer(config.rerank, question, texts, signal)
}
