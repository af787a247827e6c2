import { type Remedy, type RetrievalSettings, retrievalSettingsSchema } from '@/server/retrieval/schema'

export const defaultSettings: RetrievalSettings = retrievalSettingsSchema.parse({})

export type SettingName = keyof RetrievalSettings

/** In the order in which they are shown. */
export const settingNames = ['mode', 'limit', 'candidates', 'scoreThreshold', 'lambda', 'vectorWeight', 'rerank', 'neighbours', 'filters'] as const satisfies readonly SettingName[]

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Which settings differ, in their order. */
export function differing(settings: RetrievalSettings, from: RetrievalSettings): SettingName[] {
  return settingNames.filter((name) => !isSame(settings[name], from[name]))
}

/** Only what is not the default. */
export function withoutDefaults(settings: RetrievalSettings): Partial<RetrievalSettings> {
  const named = differing(settings, defaultSettings)
  return Object.fromEntries(named.map((name) => [name, settings[name]]))
}

/** Settings with some of them changed; passages and candidates follow each other, since there cannot be fewer candidates than passages. */
export function changed(settings: RetrievalSettings, change: Partial<RetrievalSettings>): RetrievalSettings {
  const next = { ...settings, ...change }
  if (next.candidates >= next.limit) return next
  return change.candidates === undefined ? { ...next, candidates: next.limit } : { ...next, limit: next.candidates }
}

/** Settings with what brings a passage back; as they were when that cannot be. */
export function remedied(settings: RetrievalSettings, { changes }: Pick<Remedy, 'changes'>): RetrievalSettings {
  const values = Object.fromEntries(changes.map(({ setting, value }) => [setting, setting === 'filters' ? {} : value]))
  return retrievalSettingsSchema.safeParse({ ...settings, ...values }).data ?? settings
}
