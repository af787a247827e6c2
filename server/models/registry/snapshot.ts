import { db, type Prisma } from '@/server/database'
import { freshFor } from '@/server/freshFor'
import { seedRegistry } from '@/server/models/registry/seed'
import * as settings from '@/server/settings/service'
import type { UsualModels } from '@/server/models/registry/schema'

export type ProviderRow = Prisma.ProviderGetPayload<object>
export type ModelRow = Prisma.ModelGetPayload<object>
export type KeyRow = Prisma.ProviderKeyGetPayload<object>

/** The registry as it was read last. */
export interface Snapshot {
  readonly providers: readonly ProviderRow[]
  readonly models: readonly ModelRow[]
  /** The operator's, by their providers. */
  readonly keys: ReadonlyMap<string, KeyRow>
  readonly usual: UsualModels
}

const registry = freshFor(3_000, read)

/** The registry, at most some seconds old. */
export const snapshot = registry.get

/** What was read last, for those who cannot wait; undefined before the first time. */
export const latestSnapshot = registry.latest

/** After a change by this process. */
export const forgetSnapshot = registry.forget

async function read(): Promise<Snapshot> {
  await seedRegistry()
  const [providers, models, keys, { chatModel, titleModel, summaryModel, embeddingModel, rerankModel }] = await Promise.all([
    db.provider.findMany({ orderBy: { createdAt: 'asc' } }),
    db.model.findMany({ orderBy: { number: 'asc' } }),
    db.providerKey.findMany({ where: { ownerId: null, conversationId: null }, orderBy: { id: 'asc' } }),
    settings.get(),
  ])
  const usual = { chat: chatModel, title: titleModel, summary: summaryModel, embedding: embeddingModel, rerank: rerankModel }
  return { providers, models, keys: new Map(keys.map((key) => [key.providerId, key])), usual }
}
