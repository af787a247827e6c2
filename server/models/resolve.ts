import type { LanguageModel } from 'ai'
import type { Owner } from '@/server/auth/actor'
import { AppError } from '@/server/errors'
import { named, notOffered } from '@/server/models/named'
import { nobody, type Person, personOf } from '@/server/models/person'
import { dialects } from '@/server/models/providers/dialects'
import { type Catalogue, catalogue, type KnownModel, operatorServer, serverOf } from '@/server/models/registry/catalogue'
import type { ModelWish, ResolvedModel } from '@/server/models/resolved'
import { builtinChatModelId } from '@/server/models/schema'

/**
 * The chat model that somebody is answered by, and on what terms: with the key of the conversation, else their own, else the operator's.
 * @throws AppError invalid when there is no such model, forbidden when it is not theirs to use.
 */
export async function resolve(owner: Owner, { modelId, conversationId = null }: ModelWish): Promise<ResolvedModel> {
  const [known, person] = [await catalogue(), await personOf(owner, conversationId)]
  if (modelId !== null) return callable(known, person, modelId)
  const model = usualOf(known, person)
  if (model === undefined) throw new AppError('forbidden', 'There is no model that you may use; ask an administrator')
  return ready(model, person)
}

/**
 * What does small work around an answer: what an administrator chose for it, at the operator's cost; else, and whenever somebody pays for
 * the answer with a key of their own, what answers.
 */
export async function resolveUse(answering: ResolvedModel, use: 'title' | 'summary'): Promise<ResolvedModel> {
  const known = await catalogue()
  const chosen = known.models.find(({ id, kind, isServed }) => id === known.usual[use] && kind === 'chat' && isServed)
  if (chosen === undefined || answering.paidBy === 'own' || answering.id === builtinChatModelId) return answering
  return ready(chosen, nobody)
}

function callable(known: Catalogue, person: Person, reference: string): ResolvedModel {
  const { model, isKnown } = named(known, reference)
  if (person.keys.has(model.provider)) return ready(model, person)
  if (!isKnown || !model.isServed) throw notOffered(reference)
  if (!person.mayUse(model.id)) throw new AppError('forbidden', `You do not have access to the model ${model.label}; choose another one, or ask an administrator`)
  return ready(model, person)
}

function ready(known: KnownModel, { keys }: Person): ResolvedModel {
  const { id, provider, prices, contextTokens, maxOutputTokens } = known
  const own = keys.keyFor(provider)
  const server = own === undefined ? operatorServer(provider) : serverOf(provider, own)
  return { id, providerId: provider.id, model: dialects[provider.kind].chat(server, known.name), paidBy: own === undefined ? 'operator' : 'own', prices, contextTokens, maxOutputTokens }
}

/** What is meant by a model that is to be called with a key of somebody's own, which needs nobody's permission. @throws AppError invalid. */
export async function withOwnKey(owner: Owner, reference: string): Promise<{ id: string; providerId: string }> {
  const { model } = named(await catalogue(), reference)
  return model.provider.key === 'notNeeded' ? resolve(owner, { modelId: reference }) : { id: model.id, providerId: model.provider.id }
}

/** The chat model of an id with the operator's key, for work of the server itself. @throws AppError invalid when it is not offered. */
export async function chatModel(id: string | null): Promise<{ id: string; model: LanguageModel }> {
  const known = await catalogue()
  if (id !== null) return callable(known, nobody, id)
  const model = usualOf(known, nobody)
  if (model === undefined) throw notOffered('')
  return ready(model, nobody)
}

/** The chat models that somebody may call. */
export const usable = (known: Catalogue, person: Person): KnownModel[] => known.models.filter((model) => model.kind === 'chat' && isUsable(model, person))

function isUsable(model: KnownModel, { keys, mayUse }: Person): boolean {
  return keys.has(model.provider) || (model.isServed && mayUse(model.id))
}

/** What answers somebody who chose nothing: what they prefer, else what the administrator chose, else the first there is. */
export function usualOf(known: Catalogue, person: Person): KnownModel | undefined {
  const models = usable(known, person)
  const wanted = [person.preferred, known.usual.chat].flatMap((id) => models.find((model) => model.id === id) ?? [])
  return wanted[0] ?? models.find(({ isListed }) => isListed) ?? models[0]
}
