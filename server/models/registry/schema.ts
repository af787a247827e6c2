import { z } from 'zod'
import { modelIdSchema, modelKinds } from '@/server/models/schema'

/** How a provider is spoken to. */
export const providerKinds = ['openai', 'openaiCompatible', 'ollama', 'anthropic', 'google', 'zhipu', 'builtin'] as const
export type ProviderKind = (typeof providerKinds)[number]

export const providerIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'A provider is named by up to 40 small letters, digits and hyphens')

const labelSchema = z.string().trim().min(1, 'Give it a name').max(100, 'A name has 100 characters at most')
/** Without the slash at its end, to which paths are appended. */
const baseUrlSchema = z
  .url({ protocol: /^https?$/, error: 'This is not an address; it begins with https:// or http://' })
  .max(500)
  .transform((url) => url.replace(/\/+$/, ''))
export const apiKeySchema = z.string().trim().min(8, 'A key has 8 characters at least').max(1_000, 'A key has 1,000 characters at most')

/** A service that models are called at, as an administrator sees it. */
export const providerSchema = z.object({
  id: providerIdSchema,
  kind: z.enum(providerKinds),
  label: z.string(),
  /** As it was set; null: where services of its kind are, or where the environment says. */
  baseUrl: z.string().nullable(),
  /** Where its models are called. */
  address: z.string().nullable(),
  isEnabled: z.boolean(),
  /** The end of the operator's key; null: none was given here. */
  keyLast4: z.string().nullable(),
  /** stored: given here. environment: from a variable. notNeeded: it is called without. missing: its models are not offered. */
  key: z.enum(['stored', 'environment', 'notNeeded', 'missing']),
  modelCount: z.int(),
})
export type ProviderInfo = z.infer<typeof providerSchema>

/** Kinds that an administrator may add another service of. */
const addedKinds = ['openai', 'openaiCompatible', 'ollama', 'anthropic', 'google', 'zhipu'] as const satisfies readonly ProviderKind[]

export const providerDraftSchema = z
  .strictObject({ id: providerIdSchema, kind: z.enum(addedKinds), label: labelSchema, baseUrl: baseUrlSchema.nullable().default(null), apiKey: apiKeySchema.nullable().default(null) })
  .refine(({ kind, baseUrl }) => kind !== 'openaiCompatible' || baseUrl !== null, { message: 'Say where it is: this kind of provider has no usual address', path: ['baseUrl'] })
export type ProviderDraft = z.input<typeof providerDraftSchema>

/** Another address takes the key with it: it has to be given again. `apiKey` null removes it. */
export const providerPatchSchema = z.strictObject({
  id: providerIdSchema,
  label: labelSchema.optional(),
  baseUrl: baseUrlSchema.nullable().optional(),
  apiKey: apiKeySchema.nullable().optional(),
  isEnabled: z.boolean().optional(),
})
export type ProviderPatch = z.infer<typeof providerPatchSchema>

export const providerRefSchema = z.strictObject({ id: providerIdSchema })

/** Dollars for a million tokens, to the millionth. */
const dollarsSchema = z.number().min(0, 'A price is 0 or more').max(10_000, 'A price is 10,000 dollars at most')
const tokensSchema = z.int().min(1, 'A number of tokens is 1 or more').max(100_000_000)

/** A registered model, as an administrator sees it. */
export const registeredModelSchema = z.object({
  id: modelIdSchema,
  number: z.int(),
  providerId: providerIdSchema,
  name: z.string(),
  label: z.string(),
  kind: z.enum(modelKinds),
  /** null: by its name. */
  contextTokens: z.int().nullable(),
  maxOutputTokens: z.int().nullable(),
  dimensions: z.int().nullable(),
  canSee: z.boolean(),
  inputUsdPerMillion: z.number(),
  outputUsdPerMillion: z.number(),
  isEnabled: z.boolean(),
  /** It is enabled and its provider can be called. */
  isUsable: z.boolean(),
  /** It is offered to who chooses one; false for what can only be named, because its server does not list it. */
  isListed: z.boolean(),
})
export type RegisteredModel = z.infer<typeof registeredModelSchema>

const figures = {
  label: labelSchema.optional(),
  contextTokens: tokensSchema.nullable().optional(),
  maxOutputTokens: tokensSchema.nullable().optional(),
  dimensions: z.int().min(1).max(100_000).nullable().optional(),
  canSee: z.boolean().optional(),
  inputUsdPerMillion: dollarsSchema.optional(),
  outputUsdPerMillion: dollarsSchema.optional(),
  isEnabled: z.boolean().optional(),
}
const modelNameSchema = z.string().trim().min(1, 'Give the name that the provider knows it by').max(200)

export const modelDraftSchema = z.strictObject({ providerId: providerIdSchema, name: modelNameSchema, kind: z.enum(modelKinds), ...figures })
export type ModelDraft = z.infer<typeof modelDraftSchema>

export const modelDraftsSchema = z.strictObject({ models: z.array(modelDraftSchema).min(1).max(200) })

export const modelPatchSchema = z.strictObject({ id: modelIdSchema, ...figures })
export type ModelPatch = z.infer<typeof modelPatchSchema>

export const modelRefSchema = z.strictObject({ id: modelIdSchema })

/** A model that a provider lists. */
export const listedModelSchema = z.object({ name: z.string(), kind: z.enum(modelKinds), isRegistered: z.boolean() })
export type ListedModel = z.infer<typeof listedModelSchema>

/** Whether something answers, how long that took, and what it said of itself or why it did not. */
export const connectionSchema = z.object({ isWorking: z.boolean(), latencyMs: z.int(), message: z.string() })
export type Connection = z.infer<typeof connectionSchema>

/** What models are needed for. */
export const modelUses = ['chat', 'title', 'summary', 'embedding', 'rerank'] as const
export type ModelUse = (typeof modelUses)[number]

/** By use; null: as the configuration says, and for titles and summaries the model that answers. */
export const usualModelsSchema = z.strictObject({ chat: modelIdSchema.nullable(), title: modelIdSchema.nullable(), summary: modelIdSchema.nullable(), embedding: modelIdSchema.nullable(), rerank: modelIdSchema.nullable() })
export type UsualModels = z.infer<typeof usualModelsSchema>
export const usualModelsPatchSchema = usualModelsSchema.partial()

/** A model that can be called now, to choose from. */
export const modelOptionSchema = z.object({ id: modelIdSchema, label: z.string(), provider: z.string(), kind: z.enum(modelKinds) })
export type ModelOption = z.infer<typeof modelOptionSchema>

export const registrySchema = z.object({ providers: z.array(providerSchema), models: z.array(registeredModelSchema), usual: usualModelsSchema, options: z.array(modelOptionSchema) })
