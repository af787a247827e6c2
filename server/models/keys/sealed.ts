import { isSealedBefore, open, seal } from '@/server/auth/secrets'
import { db } from '@/server/database'
import { hideInLogs, log } from '@/server/log'

/** What a stored key is bound to: moved to another row, owner or provider, it cannot be opened. */
interface Place {
  readonly id: string
  readonly providerId: string
  readonly ownerId: string | null
  readonly conversationId: string | null
}

const bindingOf = ({ id, providerId, ownerId, conversationId }: Place): string => ['providerKey', id, providerId, ownerId ?? '', conversationId ?? ''].join(':')

/** The columns of a new key. */
export function sealKey(place: Place, key: string) {
  hideInLogs(key)
  const { id, providerId, ownerId, conversationId } = place
  return { id, providerId, ownerId, conversationId, ciphertext: seal('providerKey', key, bindingOf(place)), last4: key.slice(-4) }
}

/** @throws AppError unavailable when the secrets of this server are not those that it was sealed with. */
export function openKey(row: Place & { readonly ciphertext: string }): string {
  const key = open('providerKey', row.ciphertext, bindingOf(row))
  hideInLogs(key)
  return key
}

/** Seals again what an earlier secret sealed, so that the earlier one can be forgotten. What cannot be opened is left as it is. */
export async function resealKeys(): Promise<void> {
  const rows = await db.providerKey.findMany()
  for (const row of rows.filter(({ ciphertext }) => isSealedBefore(ciphertext))) {
    try {
      const { ciphertext } = sealKey(row, openKey(row))
      await db.providerKey.updateMany({ where: { id: row.id, ciphertext: row.ciphertext }, data: { ciphertext } })
    } catch (error) {
      log.error('a provider key could not be sealed again', error, { keyId: row.id })
    }
  }
}
