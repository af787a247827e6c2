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

export const reportQuerySchema = z.strictObject({ days: z.int().min(1).max(366).default(30) })

const sumSchema = z.object({ calls: z.int(), inputTokens: z.int(), outputTokens: z.int(), costMicros: microsSchema })
export type UsageSum = z.infer<typeof sumSchema>

/** What calls took, by what they can be told apart by; the most expensive first, and the days in their order, none left out. */
export const usageReportSchema = z.object({
  total: sumSchema,
  days: z.array(sumSchema.extend({ day: z.iso.date() })),
  models: z.array(sumSchema.extend({ modelId: z.string() })),
  kinds: z.array(sumSchema.extend({ usage: z.enum(usageKinds) })),
  /** By the base that was embedded or searched; null: none. */
  bases: z.array(sumSchema.extend({ knowledgeBaseId: z.uuid(), name: z.string().nullable() })),
  /** Of everybody, for administrators; empty otherwise. */
  users: z.array(sumSchema.extend({ userId: z.uuid(), username: z.string() })),
})
export type UsageReport = z.infer<typeof usageReportSchema>

/** A line of one's own ledger. */
export const ledgerLineSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['reserve', 'settle', 'release', 'topUp', 'adjust']),
  usage: z.enum(usageKinds).nullable(),
  modelId: z.string().nullable(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  amountMicros: microsSchema,
  costMicros: microsSchema,
  createdAt: z.date(),
})
export const ledgerPageSchema = z.object({ items: z.array(ledgerLineSchema), nextCursor: z.uuid().nullable() })
export type LedgerPage = z.infer<typeof ledgerPageSchema>
export const ledgerQuerySchema = z.strictObject({ cursor: z.uuid().optional(), direction: z.literal('forward').optional() })
