import { config } from '@/server/config'
import { AppError } from '@/server/errors'
import { contextTokensOf } from '@/server/models/contextTokens'
import { openKey } from '@/server/models/keys/sealed'
import type { ModelServer } from '@/server/models/providers/server'
import { type Asked, configuredId, listing, type Listing, localId } from '@/server/models/registry/environment'
import { type KnownProvider, knownProvider } from '@/server/models/registry/known'
import { firstAddedNumber } from '@/server/models/registry/seed'
import { type ModelRow, type Snapshot, snapshot } from '@/server/models/registry/snapshot'
import { builtinChatModelId, type ModelKind } from '@/server/models/schema'
import { canSee } from '@/server/models/vision'
import type { Prices } from '@/server/usage/price'
import { guardedFetch } from '@/server/web/guardedFetch'
import { providerRules } from '@/server/web/guard'

/** A model that somebody might call. */
export interface KnownModel {
  readonly id: string
  readonly kind: ModelKind
  /** As its provider calls it. */
  readonly name: string
  readonly label: string
  readonly number: number | null
  readonly provider: KnownProvider
  readonly contextTokens: number
  readonly maxOutputTokens: number | null
  readonly dimensions: number | null
  readonly canSee: boolean
  readonly prices: Prices
  /** The operator's key, or none that is needed, is enough to call it. */
  readonly isServed: boolean
  /** It is offered to who chooses one; others can be named. */
  readonly isListed: boolean
}

export interface Catalogue {
  readonly providers: readonly KnownProvider[]
  /** Enabled models of enabled providers, in the order in which they are offered. */
  readonly models: readonly KnownModel[]
  readonly usual: Snapshot['usual']
  readonly problems: readonly string[]
}

/** What there is now: the registry, and what the environment adds to it. */
export async function catalogue(): Promise<Catalogue> {
  const now = await snapshot()
  const providers = providersOf(now)
  return catalogueOf(now, await listing(configuredServer(providers), localAddress(providers)))
}

const providersOf = keepingLast((now: Snapshot): readonly KnownProvider[] => now.providers.map((row) => knownProvider(row, now.keys)))

const catalogueOf = keepingLast((now: Snapshot, found: Listing): Catalogue => {
  const providers = providersOf(now)
  const isBlocked = (id: string): boolean => now.models.some((model) => model.id === id && !model.isEnabled)
  const models = providers.filter(({ isEnabled }) => isEnabled).flatMap((provider) => {
    const registered = now.models.filter(({ providerId }) => providerId === provider.id)
    const added = namesOf(provider, found).filter((name) => !registered.some((model) => model.name === name))
    const rows = registered.filter(({ isEnabled }) => isEnabled).map((row) => fromRow(row, provider, found))
    return [...rows, ...added.filter((name) => !isBlocked(`${provider.id}/${name}`)).map((name) => fromName(name, provider))]
  })
  return { providers, models: models.toSorted(inOrder(found)), usual: now.usual, problems: found.problems }
})

/** The same result as long as it is asked of the same things: every turn asks, and registry and lists change every few seconds at most. */
function keepingLast<Of extends readonly object[], Made>(make: (...of: Of) => Made): (...of: Of) => Made {
  let last: { readonly of: Of; readonly made: Made } | undefined
  return (...of) => {
    if (last === undefined || !last.of.every((one, at) => one === of[at])) last = { of, made: make(...of) }
    return last.made
  }
}

/** The one that OPENAI_BASE_URL and OPENAI_API_KEY set, if no administrator put another address in its place. */
function configuredServer(providers: readonly KnownProvider[]): Asked | undefined {
  const provider = providers.find(({ id }) => id === configuredId)
  if (config.openai === undefined || provider === undefined || !provider.isEnabled || !provider.isTrusted) return undefined
  return { of: `${provider.address} ${provider.stored?.id}`, server: () => operatorServer(provider) }
}

function localAddress(providers: readonly KnownProvider[]): string | undefined {
  const provider = providers.find(({ id }) => id === localId)
  return provider !== undefined && provider.isEnabled && provider.isTrusted ? (provider.address ?? undefined) : undefined
}

/** Names that the environment leads to, whether they are registered or not. */
function namesOf({ id, isTrusted }: KnownProvider, { configured, local = [] }: Listing): readonly string[] {
  if (!isTrusted) return []
  if (id === configuredId) return configured
  return id === localId ? local : []
}

function isServed({ id, key, isTrusted }: KnownProvider, { local }: Listing): boolean {
  if (id === localId && isTrusted) return local !== undefined
  return key !== 'missing'
}

function fromRow(row: ModelRow, provider: KnownProvider, found: Listing): KnownModel {
  const { id, kind, name, label, number, maxOutputTokens, dimensions } = row
  // Of a server that says what it has, the models of our own first list are offered only when it has them.
  const isAsked = provider.isTrusted && (provider.id === localId || (provider.id === configuredId && config.openai !== undefined))
  const isListed = !isAsked || number >= firstAddedNumber || namesOf(provider, found).includes(name)
  const prices = { inputMicrosPerMillion: Number(row.inputMicrosPerMillion), outputMicrosPerMillion: Number(row.outputMicrosPerMillion) }
  return { id, kind, name, label, number, provider, contextTokens: contextTokensOf(id), maxOutputTokens, dimensions, canSee: canSee(id), prices, isServed: isServed(provider, found), isListed }
}

const noPrices: Prices = { inputMicrosPerMillion: 0, outputMicrosPerMillion: 0 }

/** A chat model of a provider that nobody registered. */
export function fromName(name: string, provider: KnownProvider): KnownModel {
  const id = `${provider.id}/${name}`
  return { id, kind: 'chat', name, label: name, number: null, provider, contextTokens: contextTokensOf(id), maxOutputTokens: null, dimensions: null, canSee: canSee(id), prices: noPrices, isServed: provider.key !== 'missing', isListed: true }
}

/** First what the environment names, as it names it, then by number; the built-in one is the last. */
function inOrder({ configured, local = [] }: Listing) {
  const named = [...configured.map((name) => `${configuredId}/${name}`), ...local.map((name) => `${localId}/${name}`)]
  const place = ({ id, number }: KnownModel): number => {
    if (id === builtinChatModelId) return Number.POSITIVE_INFINITY
    const at = named.indexOf(id)
    return at === -1 ? named.length + (number ?? 0) : at
  }
  return (a: KnownModel, b: KnownModel): number => (place(a) === place(b) ? 0 : place(a) - place(b))
}

/** A provider, ready to be called with a key. */
export function serverOf({ label, address, isTrusted }: KnownProvider, apiKey: string | undefined): ModelServer {
  if (address === null) throw new AppError('unavailable', `Nobody said where ${label} is; an administrator can`)
  return { baseUrl: address, apiKey, fetch: isTrusted ? undefined : guardedFetch(providerRules) }
}

/** A provider, ready to be called with the operator's key. */
export function operatorServer(provider: KnownProvider): ModelServer {
  if (provider.stored !== undefined) return serverOf(provider, openKey(provider.stored))
  return serverOf(provider, provider.key === 'environment' ? config.openai?.apiKey : undefined)
}
