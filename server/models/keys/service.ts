// Keys to providers: one's own, and those of single conversations. What is read of them is the end of each.
import { type Actor, type Owner, visibleTo } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { db } from '@/server/database'
import { AppError, notFound } from '@/server/errors'
import { newId } from '@/server/ids'
import type { ConversationKeyDraft, KeyPlace, OwnKeyDraft } from '@/server/models/keys/schema'
import { openKey, sealKey } from '@/server/models/keys/sealed'
import { type KnownProvider, knownProvider } from '@/server/models/registry/known'
import { type KeyRow, snapshot } from '@/server/models/registry/snapshot'

type Place = Pick<KnownProvider, 'id' | 'address' | 'key'>

/** The providers that one may give a key for, each with one's own. */
export async function list(actor: Actor): Promise<KeyPlace[]> {
  const rows = await db.providerKey.findMany({ where: { ownerId: actor.userId, conversationId: null }, orderBy: { id: 'asc' } })
  const own = new Map(rows.map((row) => [row.providerId, row]))
  const asking = (await places()).filter(({ key }) => key !== 'notNeeded')
  return asking.map(({ id, label, address }) => {
    const row = own.get(id)
    const key = row === undefined ? null : { providerId: id, last4: row.last4, isForOldAddress: row.baseUrl !== address, createdAt: row.createdAt }
    return { providerId: id, label, address, key }
  })
}

async function places() {
  const { providers, keys } = await snapshot()
  const known = providers.filter(({ isEnabled, kind }) => isEnabled && kind !== 'builtin').map((row) => knownProvider(row, keys))
  return known.flatMap(({ id, label, address, key }) => (address === null ? [] : [{ id, label, address, key }]))
}

async function placeOf(providerId: string): Promise<Place & { address: string }> {
  const place = (await places()).find(({ id }) => id === providerId)
  if (place === undefined) throw notFound('provider')
  return place
}

/** Gives one's own key to a provider; it takes the place of the one before, and is sent nowhere but where the provider is now. */
export async function give(actor: Actor, { providerId, apiKey }: OwnKeyDraft): Promise<KeyPlace[]> {
  const { address, key } = await placeOf(providerId)
  if (key === 'notNeeded') throw new AppError('invalid', 'This provider needs no key')
  const row = sealKey({ id: newId(), providerId, ownerId: actor.userId, conversationId: null }, apiKey)
  await db.$transaction([
    db.providerKey.deleteMany({ where: { providerId, ownerId: actor.userId, conversationId: null } }),
    db.providerKey.create({ data: { ...row, baseUrl: address } }),
    audit.entry(actor, 'key.give', row.id, { providerId, last4: row.last4 }),
  ])
  return list(actor)
}

/** @throws AppError not_found. */
export async function remove(actor: Actor, providerId: string): Promise<KeyPlace[]> {
  const { count } = await db.providerKey.deleteMany({ where: { providerId, ownerId: actor.userId, conversationId: null } })
  if (count === 0) throw notFound('key')
  await audit.note(actor, 'key.remove', null, { providerId })
  return list(actor)
}

/** Gives one conversation a key of its own, or takes it away. Returns its end. @throws AppError not_found. */
export async function giveToConversation(actor: Owner, { conversationId, providerId, apiKey }: ConversationKeyDraft): Promise<string | null> {
  const conversation = await db.conversation.findFirst({ where: { id: conversationId, ...visibleTo(actor) }, select: { id: true } })
  if (conversation === null) throw notFound('conversation')
  const removal = db.providerKey.deleteMany({ where: { conversationId, ownerId: actor.userId } })
  if (apiKey === null) {
    await removal
    return null
  }
  const { address } = await placeOf(providerId)
  const row = sealKey({ id: newId(), providerId, ownerId: actor.userId, conversationId }, apiKey)
  await db.$transaction([removal, db.providerKey.create({ data: { ...row, baseUrl: address } })])
  return row.last4
}

/** The end of a conversation's own key; null when it has none. */
export async function ofConversation(actor: Owner, conversationId: string): Promise<string | null> {
  const row = await db.providerKey.findFirst({ where: { conversationId, ownerId: actor.userId } })
  return row?.last4 ?? null
}

/** The keys that somebody brings along. */
export interface OwnKeys {
  /** Whether there is one for where a provider is now. */
  has(provider: Place): boolean
  /** The conversation's, else their own. */
  keyFor(provider: Place): string | undefined
}

export const noKeys: OwnKeys = { has: () => false, keyFor: () => undefined }

/** Somebody's own keys, and that of a conversation of theirs. */
export async function keysOf(owner: Owner, conversationId: string | null): Promise<OwnKeys> {
  const rows = await db.providerKey.findMany({
    where: { ownerId: owner.userId, OR: [{ conversationId: null }, ...(conversationId === null ? [] : [{ conversationId }])] },
    orderBy: { id: 'asc' },
  })
  const rowFor = ({ id, address, key }: Place): KeyRow | undefined => {
    // A key that nobody looks at pays for nothing.
    if (key === 'notNeeded') return undefined
    const fitting = rows.filter((row) => row.providerId === id && row.baseUrl === address)
    return fitting.findLast((row) => row.conversationId !== null) ?? fitting.at(-1)
  }
  return {
    has: (provider) => rowFor(provider) !== undefined,
    keyFor: (provider) => {
      const row = rowFor(provider)
      return row === undefined ? undefined : openKey(row)
    },
  }
}
