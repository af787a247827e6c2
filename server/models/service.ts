import type { Owner } from '@/server/auth/actor'
import { config } from '@/server/config'
import { db } from '@/server/database'
import { usualEmbeddingModel } from '@/server/models/embedding'
import { nobody, type Person, personOf } from '@/server/models/person'
import { type Catalogue, catalogue, type KnownModel } from '@/server/models/registry/catalogue'
import { usualReranker } from '@/server/models/reranking'
import { resolve, usable, usualOf } from '@/server/models/resolve'
import { builtinEmbeddingModelId, type ChatModel, type ModelOverview } from '@/server/models/schema'

export { embed, embeddingSpace, embeddingSpaceOf, embedQuery, listEmbeddingModels } from '@/server/models/embedding'
export { rerank, rerankFor } from '@/server/models/reranking'
export { termsOf } from '@/server/models/terms'
export { giveToConversation as giveKey } from '@/server/models/keys/service'
export { chatModel, resolve, resolveUse, withOwnKey } from '@/server/models/resolve'

/** The chat models that somebody may choose from, their default first; without an owner, all that are served. */
export async function list(owner?: Owner): Promise<ChatModel[]> {
  return offered(await catalogue(), owner === undefined ? nobody : await personOf(owner))
}

/** The same, with what else can be named: by clients that know it from elsewhere. */
export async function listAll(owner: Owner): Promise<ChatModel[]> {
  const [known, person] = [await catalogue(), await personOf(owner)]
  return usable(known, person).map((model) => shown(model, person))
}

/** What can be used now: chat models with the default first, the search engine of new bases, and what is wrong. */
export async function overview(owner?: Owner): Promise<ModelOverview> {
  const known = await catalogue()
  const person = owner === undefined ? nobody : await personOf(owner)
  const embedding = usualEmbeddingModel(known)
  return {
    chat: offered(known, person),
    embedding: { model: embedding, isBuiltin: embedding === builtinEmbeddingModelId },
    reranker: usualReranker(known),
    preferred: person.preferred,
    canSearchWeb: config.webSearch !== undefined,
    maxFileBytes: config.maxFileBytes,
    problems: [...known.problems],
  }
}

function offered(known: Catalogue, person: Person): ChatModel[] {
  const models = usable(known, person).filter(({ isListed }) => isListed)
  const first = usualOf(known, person)
  return (first === undefined ? models : [first, ...models.filter(({ id }) => id !== first.id)]).map((model) => shown(model, person))
}

function shown({ id, number, label, provider, canSee, contextTokens, maxOutputTokens, prices }: KnownModel, { keys }: Person): ChatModel {
  return { id, number, name: label, provider: provider.label, canSee, contextTokens, maxOutputTokens, ...prices, paidBy: keys.has(provider) ? 'own' : 'operator' }
}

/** Chooses what answers oneself when nothing else is said; null: what answers everybody. @throws AppError what `resolve` throws. */
export async function prefer(owner: Owner, modelId: string | null): Promise<ModelOverview> {
  const preferredModelId = modelId === null ? null : (await resolve(owner, { modelId })).id
  await db.user.update({ where: { id: owner.userId }, data: { preferredModelId } })
  return overview(owner)
}
