import { z } from 'zod'
import { modelIdSchema } from '@/server/models/schema'

/** Who may open an account: everybody, who was invited, or nobody but through an administrator. */
export const registrationModes = ['open', 'invited', 'closed'] as const
export type RegistrationMode = (typeof registrationModes)[number]

/** What an administrator sets for everybody, without a restart. What is not set is as the configuration says. */
export const settingsSchema = z.strictObject({
  registration: z.enum(registrationModes),
  /** What a new account may spend, in dollars; null: without a limit. */
  defaultBalanceUsd: z.number().min(0, 'A balance is 0 or more').max(1_000_000, 'A balance is 1,000,000 dollars at most').nullable(),
  /** The models that a new account may use; null: all. */
  defaultModels: z.array(z.string().min(1).max(200)).max(500).nullable(),
  /** The models that are taken where nobody chose one, by what for; null: as the configuration says. */
  chatModel: modelIdSchema.nullable(),
  titleModel: modelIdSchema.nullable(),
  summaryModel: modelIdSchema.nullable(),
  embeddingModel: modelIdSchema.nullable(),
  rerankModel: modelIdSchema.nullable(),
})
export type Settings = z.infer<typeof settingsSchema>

export const settingsPatchSchema = settingsSchema.partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>
