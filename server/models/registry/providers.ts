// What administrators do with providers. The routers let nobody else in.
import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { db, isUniqueViolation } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import { sealKey } from '@/server/models/keys/sealed'
import { dialects } from '@/server/models/providers/dialects'
import { forgetListing } from '@/server/models/registry/environment'
import { addressOf, knownProvider } from '@/server/models/registry/known'
import { type ProviderDraft, providerDraftSchema, type ProviderInfo, type ProviderPatch } from '@/server/models/registry/schema'
import { forgetSnapshot, type ProviderRow, snapshot } from '@/server/models/registry/snapshot'
import { connectionError } from '@/server/web/failure'
import { guard, providerRules, webAddress } from '@/server/web/guard'

/** After a change: this process knows it at once, others within seconds. */
export function registryChanged(): void {
  forgetSnapshot()
  forgetListing()
}

export async function list(): Promise<ProviderInfo[]> {
  const { providers, models, keys } = await snapshot()
  return providers.map((row) => {
    const { stored, address, key } = knownProvider(row, keys)
    const { id, kind, label, baseUrl, isEnabled } = row
    return { id, kind, label, baseUrl, address, isEnabled, key, keyLast4: stored?.last4 ?? null, modelCount: models.filter(({ providerId }) => providerId === id).length }
  })
}

async function one(id: string): Promise<ProviderInfo> {
  registryChanged()
  const provider = (await list()).find((candidate) => candidate.id === id)
  if (provider === undefined) throw notFound('provider')
  return provider
}

/** @throws AppError conflict when the id is taken, invalid for an address that is not to be reached. */
export async function add(actor: Actor, draft: ProviderDraft): Promise<ProviderInfo> {
  const { id, kind, label, baseUrl, apiKey } = providerDraftSchema.parse(draft)
  await requireReachable(baseUrl)
  const address = addressOf({ id, kind, baseUrl })
  try {
    await db.$transaction([
      db.provider.create({ data: { id, kind, label, baseUrl } }),
      ...(apiKey === null ? [] : [newKey(id, address, apiKey)]),
      audit.entry(actor, 'provider.add', id, { label, kind, address }),
    ])
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', `There is a provider called ${id} already; choose another id`, { cause: error })
    throw error
  }
  return one(id)
}

/** Another address needs the key again, so that no key is sent where it was not meant for. @throws AppError not_found, invalid. */
export async function update(actor: Actor, { id, apiKey, ...patch }: ProviderPatch): Promise<ProviderInfo> {
  const row = await find(id)
  const { keys } = await fresh()
  const isMoved = patch.baseUrl !== undefined && patch.baseUrl !== row.baseUrl
  if (patch.baseUrl === null && dialects[row.kind].usualAddress === null) throw new AppError('invalid', 'Say where it is: this kind of provider has no usual address')
  if (isMoved && keys.has(id) && apiKey === undefined) throw new AppError('invalid', 'Give the key again: the one that is stored was given for another address')
  if (isMoved) await requireReachable(patch.baseUrl)
  const address = addressOf({ ...row, baseUrl: patch.baseUrl === undefined ? row.baseUrl : patch.baseUrl })
  const keyChange = apiKey === undefined ? [] : [db.providerKey.deleteMany({ where: { providerId: id, ownerId: null, conversationId: null } })]
  await db.$transaction([
    db.provider.update({ where: { id }, data: patch }),
    ...keyChange,
    ...(apiKey == null ? [] : [newKey(id, address, apiKey)]),
    audit.entry(actor, 'provider.update', id, { ...definedOf(patch), ...(apiKey === undefined ? {} : { key: apiKey === null ? 'removed' : 'replaced' }) }),
  ])
  return one(id)
}

/** Takes its models and all keys to it along. @throws AppError not_found; conflict for the one that needs no key and no network. */
export async function remove(actor: Actor, id: string): Promise<void> {
  const row = await find(id)
  if (row.kind === 'builtin') throw new AppError('conflict', 'The built-in models belong to the product; switch them off instead')
  await db.$transaction([db.provider.delete({ where: { id } }), audit.entry(actor, 'provider.remove', id, { label: row.label })])
  registryChanged()
}

async function find(id: string): Promise<ProviderRow> {
  const row = (await fresh()).providers.find((provider) => provider.id === id)
  if (row === undefined) throw notFound('provider')
  return row
}

/** What is changed is looked at as it is, and not as it was some seconds ago. */
async function fresh() {
  forgetSnapshot()
  return snapshot()
}

function newKey(providerId: string, address: string | null, apiKey: string) {
  return db.providerKey.create({ data: { ...sealKey({ id: newId(), providerId, ownerId: null, conversationId: null }, apiKey), baseUrl: address } })
}

/** Looked at when it is saved, and again at every connection. */
async function requireReachable(baseUrl: string | null | undefined): Promise<void> {
  if (baseUrl == null) return
  const url = webAddress(baseUrl)
  await guard(url, undefined, providerRules).catch((error: unknown) => {
    throw connectionError(error, url, new AbortController().signal)
  })
}

function definedOf<T>(patch: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(patch).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
