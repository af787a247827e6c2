import { z } from 'zod'

export * from '@/server/models/facts'

/** `provider/name`, for example `openai/gpt-5-mini`, `ollama/qwen3:8b` or `builtin/extractive`. */
export const modelIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}\/.{1,200}$/, 'is not the id of a model')

/** Millionths of a dollar for a million tokens: 2,500,000 is $2.50. */
const microsSchema = z.int().min(0)

/** A chat model as somebody may choose it. */
export const chatModelSchema = z.object({
  id: modelIdSchema,
  /** By which clients of an older system name it; null for what is not registered. */
  number: z.int().nullable(),
  /** As it is called for people. */
  name: z.string(),
  /** What it is called at. */
  provider: z.string(),
  /** Whether it is expected to read images. */
  canSee: z.boolean(),
  contextTokens: z.int(),
  /** null: as its provider has it. */
  maxOutputTokens: z.int().nullable(),
  inputMicrosPerMillion: microsSchema,
  outputMicrosPerMillion: microsSchema,
  /** own: with the person's own key, at no cost here. */
  paidBy: z.enum(['operator', 'own']),
})
export type ChatModel = z.infer<typeof chatModelSchema>

export const modelOverviewSchema = z.object({
  /** The default first. */
  chat: z.array(chatModelSchema),
  embedding: z.object({ model: z.string(), isBuiltin: z.boolean() }),
  /** The id of the usual reranker; null when there is none. Chat models can rerank too. */
  reranker: z.string().nullable(),
  /** The chat model that its reader prefers; null: everybody's. */
  preferred: z.string().nullable(),
  /** Whether questions may search the internet. */
  canSearchWeb: z.boolean(),
  /** The largest file that may be attached, in bytes. */
  maxFileBytes: z.int(),
  /** What is configured but does not answer, a sentence each. */
  problems: z.array(z.string()),
})
export type ModelOverview = z.infer<typeof modelOverviewSchema>

export const preferenceSchema = z.strictObject({ modelId: modelIdSchema.nullable() })
