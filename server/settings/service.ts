import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { config } from '@/server/config'
import { db } from '@/server/database'
import { type Settings, type SettingsPatch, settingsSchema } from '@/server/settings/schema'

/** As it is stored: a column of JSON tells no null from none. */
const storedSchema = z.object({ is: z.unknown() })

/** What holds for everybody now: what an administrator set, else the configuration. */
export async function get(): Promise<Settings> {
  const rows = await db.setting.findMany()
  const { registration, defaultBalanceUsd = null, defaultModels = null } = config
  const set = Object.fromEntries(rows.map(({ name, value }) => [name, storedSchema.parse(value).is]))
  const noModels = { chatModel: null, titleModel: null, summaryModel: null, embeddingModel: null, rerankModel: null }
  return settingsSchema.parse({ registration, defaultBalanceUsd, defaultModels, ...noModels, ...set })
}

/** Sets some of them, and notes what was set. */
export async function update(actor: Actor, patch: SettingsPatch): Promise<Settings> {
  const entries = Object.entries(patch).filter(([, is]) => is !== undefined)
  await db.$transaction([
    ...entries.map(([name, is]) => db.setting.upsert({ where: { name }, create: { name, value: { is } }, update: { value: { is } } })),
    audit.entry(actor, 'settings.update', null, Object.fromEntries(entries)),
  ])
  return get()
}
