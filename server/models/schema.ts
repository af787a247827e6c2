import { z } from 'zod'

/** `provider/name`, for example `openai/gpt-5-mini`, `ollama/qwen3:8b` or `builtin/extractive`. */
export const modelIdSchema = z.string().regex(/^(openai|ollama|builtin)\/.+$/, 'is not the id of a model')

/** The chat model that needs no key and no network: it quotes the best sentences of the passages. */
export const builtinChatModelId = 'builtin/extractive'
/** The embedding model that needs no weights and no network; bases made with it are searched by words. */
export const builtinEmbeddingModelId = 'builtin/lexical'

export const chatModelSchema = z.object({
  id: modelIdSchema,
  name: z.string(),
  provider: z.enum(['openai', 'ollama', 'builtin']),
  /** Whether it is expected to read images. */
  canSee: z.boolean(),
})
export type ChatModel = z.infer<typeof chatModelSchema>

export const modelOverviewSchema = z.object({
  /** The default first. */
  chat: z.array(chatModelSchema),
  embedding: z.object({ model: z.string(), isBuiltin: z.boolean() }),
  /** The id of the configured reranker (`rerank/…`); null when there is none. Chat models can rerank too. */
  reranker: z.string().nullable(),
  /** Whether questions may search the internet. */
  canSearchWeb: z.boolean(),
  /** The largest file that may be attached, in bytes. */
  maxFileBytes: z.int(),
  /** What is configured but does not answer, a sentence each. */
  problems: z.array(z.string()),
})
export type ModelOverview = z.infer<typeof modelOverviewSchema>
