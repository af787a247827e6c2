import { z } from 'zod'
import { passwordSchema, usernameSchema } from '@/server/auth/schema'
import { textSchema } from '@/server/text/schema'
import { microsSchema } from '@/server/usage/schema'
import { emailSchema, userRoles } from '@/server/users/schema'

/** A million dollars. */
const mostMicros = 1_000_000_000_000

const modelIdsSchema = z.array(z.string().min(1).max(200)).max(500)

/** An account as an administrator sees it; nothing of what it holds. */
export const accountSchema = z.object({
  id: z.uuid(),
  username: z.string(),
  email: z.string().nullable(),
  role: z.enum(userRoles),
  createdAt: z.date(),
  disabledAt: z.date().nullable(),
  hasSecondFactor: z.boolean(),
  isUnlimited: z.boolean(),
  availableMicros: microsSchema,
  reservedMicros: microsSchema,
  monthlyBudgetMicros: microsSchema.nullable(),
  /** In this month. */
  spentMicros: microsSchema,
  /** Ids of the models that it may use; null: all. */
  modelIds: z.array(z.string()).nullable(),
})
export type Account = z.infer<typeof accountSchema>

export const accountQuerySchema = z.strictObject({ search: textSchema.max(200).default(''), cursor: z.uuid().optional(), direction: z.literal('forward').optional() })
export type AccountQuery = z.infer<typeof accountQuerySchema>

export const accountPageSchema = z.object({ items: z.array(accountSchema), nextCursor: z.uuid().nullable() })
export type AccountPage = z.infer<typeof accountPageSchema>

export const accountDraftSchema = z.strictObject({ username: usernameSchema, password: passwordSchema, email: emailSchema.nullable().default(null), role: z.enum(userRoles).default('user') })
export type AccountDraft = z.infer<typeof accountDraftSchema>

export const accountPatchSchema = z.strictObject({
  id: z.uuid(),
  role: z.enum(userRoles).optional(),
  isDisabled: z.boolean().optional(),
  /** For who has forgotten theirs. */
  password: passwordSchema.optional(),
  /** Switches off the second factor of who has lost theirs. */
  hasSecondFactor: z.literal(false).optional(),
  isUnlimited: z.boolean().optional(),
  /** Null: none. */
  monthlyBudgetMicros: microsSchema.min(0, 'A budget is 0 or more').max(mostMicros, 'A budget is 1,000,000 dollars at most').nullable().optional(),
  /** Null: all. */
  modelIds: modelIdsSchema.nullable().optional(),
})
export type AccountPatch = z.infer<typeof accountPatchSchema>

/** What is added to a balance; less than 0 is taken from it. */
export const balanceChangeSchema = z.strictObject({
  id: z.uuid(),
  amountMicros: microsSchema.min(-mostMicros).max(mostMicros, 'A balance is 1,000,000 dollars at most').refine((amount) => amount !== 0, 'Say how much'),
})
export type BalanceChange = z.infer<typeof balanceChangeSchema>

/** The password again, and a code where there is a second factor. */
export const farewellSchema = z.strictObject({ password: z.string().max(256), code: z.string().max(64).default('') })
export type Farewell = z.infer<typeof farewellSchema>

/** What went with an account. Nothing else tells of it: there is nobody left who could ask. */
export const removedAccountSchema = z.object({
  conversationCount: z.int(),
  documentCount: z.int(),
  chunkCount: z.int(),
  fileCount: z.int(),
  /** Bytes of the files. */
  size: z.number(),
})
export type RemovedAccount = z.infer<typeof removedAccountSchema>
