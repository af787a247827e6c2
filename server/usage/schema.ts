import { z } from 'zod'

/** What calls are made for. */
export const usageKinds = ['answer', 'title', 'summary', 'rewrite', 'embedding', 'rerank', 'agent'] as const
export type UsageKind = (typeof usageKinds)[number]

/** Millionths of a dollar, as they travel: a balance of 9 billion dollars still is an exact number. */
export const microsSchema = z.int()

export const balanceSchema = z.object({
  isUnlimited: z.boolean(),
  /** What may be spent now; null: without a limit. */
  availableMicros: microsSchema.nullable(),
  /** Held back for calls under way. */
  reservedMicros: microsSchema,
  /** The most that may be spent in a calendar month (UTC), and what of it is spent; null: no such limit. */
  budget: z.object({ limitMicros: microsSchema, spentMicros: microsSchema }).nullable(),
})
export type Balance = z.infer<typeof balanceSchema>
