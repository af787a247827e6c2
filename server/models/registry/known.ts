import { config } from '@/server/config'
import { dialects } from '@/server/models/providers/dialects'
import { configuredId, localId } from '@/server/models/registry/environment'
import type { ProviderInfo, ProviderKind } from '@/server/models/registry/schema'
import type { KeyRow, ProviderRow, Snapshot } from '@/server/models/registry/snapshot'

/** A provider as it can be called now. */
export interface KnownProvider {
  readonly id: string
  readonly kind: ProviderKind
  readonly label: string
  readonly isEnabled: boolean
  /** Null: nobody said where it is. */
  readonly address: string | null
  /** The operator set the address, or it is a public one that we know: the guard has nothing to say. */
  readonly isTrusted: boolean
  readonly key: ProviderInfo['key']
  readonly stored: KeyRow | undefined
}

/** Where the environment says that a provider is. */
function environmentAddress(id: string): string | undefined {
  if (id === localId) return config.ollamaBaseUrl
  return id === configuredId ? config.openai?.baseUrl : undefined
}

/** Where a provider is: as an administrator said, else as the environment says, else where all of its kind are. */
export function addressOf({ id, kind, baseUrl }: Pick<ProviderRow, 'id' | 'kind' | 'baseUrl'>): string | null {
  return baseUrl ?? environmentAddress(id) ?? dialects[kind].usualAddress
}

export function knownProvider(row: ProviderRow, keys: Snapshot['keys']): KnownProvider {
  const { id, kind, label, isEnabled, baseUrl } = row
  const address = addressOf(row)
  const key = keys.get(id)
  // A key is sent only to the address that it was given for.
  const stored = key?.baseUrl === address ? key : undefined
  const isConfigured = id === configuredId && config.openai !== undefined && baseUrl === null
  const fromEnvironment = environmentAddress(id) !== undefined && baseUrl === null
  const shown = fromEnvironment && id === configuredId && address !== null ? new URL(address).host : label
  return { id, kind, label: shown, isEnabled, address, isTrusted: baseUrl === null, key: keyState(kind, stored !== undefined, isConfigured), stored }
}

function keyState(kind: ProviderKind, isStored: boolean, isConfigured: boolean): ProviderInfo['key'] {
  if (isStored) return 'stored'
  if (isConfigured) return config.openai?.apiKey === undefined ? 'notNeeded' : 'environment'
  return dialects[kind].needsKey ? 'missing' : 'notNeeded'
}
