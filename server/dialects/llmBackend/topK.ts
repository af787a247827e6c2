import { z } from 'zod'
import { type RetrievalSettings, retrievalSettingsSchema } from '@/server/retrieval/schema'

const usual = 5

/** Here `top_k` is the number of results. */
export const topKSchema = z.int().max(64, 'top_k is 64 at most').nullish()

/** What is not above 0 means the usual number. */
export function settingsFor(topK: number | null | undefined): RetrievalSettings {
  return retrievalSettingsSchema.parse({ limit: topK == null || topK <= 0 ? usual : topK })
}
