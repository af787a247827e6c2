import { log } from '@/server/log'
import { allowing, registeredIds } from '@/server/models/access'
import * as settings from '@/server/settings/service'
import { adding } from '@/server/usage/ledger'
import { db } from '@/server/database'

/** The statements that give a new account what new accounts have: a balance, and the models that it may use. */
export async function opening(userId: string) {
  const { defaultBalanceUsd, defaultModels } = await settings.get()
  const balance = defaultBalanceUsd === null ? [] : [db.user.update({ where: { id: userId }, data: { isUnlimited: false }, select: { id: true } })]
  const money = defaultBalanceUsd === null || defaultBalanceUsd === 0 ? [] : adding(userId, Math.round(defaultBalanceUsd * 1_000_000), 'topUp')
  return [...balance, ...money, ...(defaultModels === null ? [] : allowing(userId, await registered(defaultModels)))]
}

/** A model that is gone since, or was misspelt, keeps nobody from opening an account. */
async function registered(references: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    references.map((reference) =>
      registeredIds([reference]).catch(() => {
        log.warn('a model of new accounts is not registered', { reference })
        return []
      }),
    ),
  )
  return found.flat()
}
