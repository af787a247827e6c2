import type { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { embeddingModels } from '@/server/models/embedding'
import { catalogue } from '@/server/models/registry/catalogue'
import * as registered from '@/server/models/registry/models'
import * as providers from '@/server/models/registry/providers'
import type { ModelOption, registrySchema, UsualModels } from '@/server/models/registry/schema'
import { rerankers } from '@/server/models/reranking'
import * as settings from '@/server/settings/service'

type Registry = z.infer<typeof registrySchema>

/** All that an administrator sees of models at once. */
export async function overview(): Promise<Registry> {
  const known = await catalogue()
  const chat = known.models.filter(({ kind, isServed }) => kind === 'chat' && isServed)
  const labelOf = (id: string): string => known.models.find((model) => model.id === id)?.provider.label ?? ''
  const option = ({ id, label }: { id: string; label: string }, kind: ModelOption['kind']): ModelOption => ({ id, label, provider: labelOf(id), kind })
  const options = [...chat.map((model) => option(model, 'chat')), ...embeddingModels(known).map((model) => option(model, 'embedding')), ...rerankers(known).map((model) => option(model, 'rerank'))]
  return { providers: await providers.list(), models: await registered.list(), usual: known.usual, options }
}

/** Sets which models are taken where nobody chose one. */
export async function setUsual(actor: Actor, patch: Partial<UsualModels>): Promise<Registry> {
  const { chat: chatModel, title: titleModel, summary: summaryModel, embedding: embeddingModel, rerank: rerankModel } = patch
  await settings.update(actor, { chatModel, titleModel, summaryModel, embeddingModel, rerankModel })
  providers.registryChanged()
  return overview()
}
