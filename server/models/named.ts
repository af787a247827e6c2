import { config } from '@/server/config'
import { AppError } from '@/server/errors'
import { type Catalogue, fromName, type KnownModel } from '@/server/models/registry/catalogue'
import { numberOfOlderName } from '@/server/models/registry/seed'
import type { ProviderKind } from '@/server/models/registry/schema'

/** By what the names of models nobody registered begin with, who has them. */
const families: readonly (readonly [RegExp, ProviderKind])[] = [
  [/^gpt/i, 'openai'],
  [/^glm/i, 'zhipu'],
]

export interface Named {
  readonly model: KnownModel
  /** Nobody registered it, and the operator's key is good for it all the same. */
  readonly isKnown: boolean
}

/**
 * The chat model that is meant by an id, a number, a name or a label. Of models that nobody knows, those of the families above are
 * looked for at their providers, and every one at the provider that its id names: with a key of one's own.
 * @throws AppError invalid.
 */
export function named({ models, providers }: Catalogue, reference: string): Named {
  const chat = models.filter(({ kind }) => kind === 'chat')
  const number = /^\d{1,9}$/.test(reference) ? Number(reference) : numberOfOlderName(reference)
  const wanted = reference.toLowerCase()
  const found =
    chat.find(({ id }) => id === reference) ??
    chat.find((model) => number !== undefined && model.number === number) ??
    byName(chat, ({ name }) => name.toLowerCase() === wanted) ??
    byName(chat, ({ label }) => label.toLowerCase() === wanted)
  if (found !== undefined) return { model: found, isKnown: true }
  const [head = '', ...rest] = reference.split('/')
  const place = providers.find(({ id, isEnabled }) => isEnabled && rest.length > 0 && id === head)
  const name = place === undefined ? reference : rest.join('/')
  const family = families.find(([pattern]) => pattern.test(name))?.[1]
  const provider = place ?? providers.find(({ kind, isEnabled }) => isEnabled && kind === family)
  if (provider === undefined || provider.kind === 'builtin' || isSwitchedOff(models, `${provider.id}/${name}`)) throw notOffered(reference)
  // Where the operator says which models there are, those are all.
  return { model: fromName(name, provider), isKnown: family === provider.kind && config.chatModels.length === 0 }
}

function byName(models: readonly KnownModel[], fits: (model: KnownModel) => boolean): KnownModel | undefined {
  const found = models.filter(fits)
  return found.find(({ isServed }) => isServed) ?? found[0]
}

/** One of another kind, such as an embedding model, does not chat. */
function isSwitchedOff(models: readonly KnownModel[], id: string): boolean {
  return models.some((model) => model.id === id)
}

export const notOffered = (reference: string): AppError => new AppError('invalid', `The model ${reference} is not available; choose another one`)
