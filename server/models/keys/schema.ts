import { z } from 'zod'
import { apiKeySchema, providerIdSchema } from '@/server/models/registry/schema'

/** One's own key to a provider, as far as it is ever shown. */
export const ownKeySchema = z.object({
  providerId: providerIdSchema,
  last4: z.string(),
  /** The provider has moved since it was given, so it is not used; it has to be given again. */
  isForOldAddress: z.boolean(),
  createdAt: z.date(),
})

export const ownKeyDraftSchema = z.strictObject({ providerId: providerIdSchema, apiKey: apiKeySchema })
export type OwnKeyDraft = z.infer<typeof ownKeyDraftSchema>

export const ownKeyRefSchema = z.strictObject({ providerId: providerIdSchema })

/** A provider that one may give a key for, with one's own if there is one. */
export const keyPlaceSchema = z.object({ providerId: providerIdSchema, label: z.string(), address: z.string(), key: ownKeySchema.nullable() })
export type KeyPlace = z.infer<typeof keyPlaceSchema>

/** The key of one conversation; for the provider of its model unless another is named. */
export const conversationKeyDraftSchema = z.strictObject({ conversationId: z.uuid(), providerId: providerIdSchema, apiKey: apiKeySchema.nullable() })
export type ConversationKeyDraft = z.infer<typeof conversationKeyDraftSchema>
