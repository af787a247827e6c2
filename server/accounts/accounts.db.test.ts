import { beforeEach, describe, expect, test } from 'vitest'
import * as accounts from '@/server/accounts/service'
import * as audit from '@/server/audit/service'
import type { Actor } from '@/server/auth/actor'
import * as invitations from '@/server/auth/invitations'
import { checkCredentials } from '@/server/auth/service'
import * as sessions from '@/server/auth/sessions'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import * as settings from '@/server/settings/service'
import { createPerson } from '@/server/testing/people'
import { settle, take } from '@/server/usage/hold'
import { ledgerDifference } from '@/server/usage/ledger'
import { lines, report } from '@/server/usage/report'

let admin: Actor
beforeEach(async () => {
  admin = await createPerson(undefined, 'admin')
})

describe('an administrator', () => {
  test('who is one no more leaves no links to accounts behind', async () => {
    const former = await createPerson(undefined, 'admin')
    const { token } = await invitations.create(former, { email: null, days: 7 })
    const kept = await invitations.create(admin, { email: null, days: 7 })
    await accounts.update(admin, { id: former.userId, role: 'user' })
    await expect(invitations.find(token)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await invitations.find(kept.token)).toMatchObject({ id: kept.id })
  })

  test('C13 makes an account that can sign in, changes what it may spend, and disables it at once; each act is noted, without the password', async () => {
    const username = `Ada ${newId()}`
    const { id } = await accounts.create(admin, { username, password: 'a secret word', email: null, role: 'user' })
    await expect(accounts.create(admin, { username: username.toUpperCase(), password: 'a secret word', email: null, role: 'user' })).rejects.toMatchObject({ kind: 'conflict' })
    expect(await checkCredentials({ username, password: 'a secret word' }, 'here')).toMatchObject({ id })
    await accounts.update(admin, { id, isUnlimited: false, monthlyBudgetMicros: 3_000_000 })
    await accounts.changeBalance(admin, { id, amountMicros: 5_000_000 })
    await expect(accounts.changeBalance(admin, { id, amountMicros: -6_000_000 })).rejects.toMatchObject({ kind: 'invalid' })
    expect(await accounts.changeBalance(admin, { id, amountMicros: -1_000_000 })).toMatchObject({ isUnlimited: false, availableMicros: 4_000_000, monthlyBudgetMicros: 3_000_000, modelIds: null })
    const sessionId = await sessions.open(id)
    await accounts.update(admin, { id, isDisabled: true })
    expect(await sessions.findLive(sessionId)).toBeNull()
    const { items } = await accounts.list({ search: username.slice(4, 20).toUpperCase() })
    expect(items).toMatchObject([{ id, disabledAt: expect.any(Date) }])
    const noted = (await audit.list({ actorId: admin.userId })).items
    expect(noted.map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ['user.update', id],
      ['balance.adjust', id],
      ['balance.topUp', id],
      ['user.update', id],
      ['user.create', id],
    ])
    expect(JSON.stringify(noted)).not.toContain('secret')
    expect(noted[3]?.details).toMatchObject({ isUnlimited: false, monthlyBudgetMicros: 3_000_000 })
    expect(await ledgerDifference()).toBe(0)
  })

  test('C13 sets another password for who has forgotten theirs: it alone signs in, what was open ends, and no note holds it', async () => {
    const username = `Ada ${newId()}`
    const { id } = await accounts.create(admin, { username, password: 'a secret word', email: null, role: 'user' })
    const sessionId = await sessions.open(id)
    await accounts.update(admin, { id, password: 'another secret' })
    expect(await sessions.findLive(sessionId)).toBeNull()
    expect(await checkCredentials({ username, password: 'another secret' }, 'here')).toMatchObject({ id })
    expect(await checkCredentials({ username, password: 'a secret word' }, 'here')).toBeNull()
    const { items } = await audit.list({ actorId: admin.userId })
    expect(items[0]).toMatchObject({ action: 'user.update', details: { isPasswordNew: true } })
    expect(JSON.stringify(items)).not.toContain('secret')
    await expect(accounts.update({ ...admin, via: 'key', sessionId: null }, { id, password: 'a third secret' })).rejects.toMatchObject({ kind: 'forbidden' })
    // Theirs is changed where the one they have is asked for.
    await expect(accounts.update(admin, { id: admin.userId, password: 'another secret' })).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('does not lock themselves out', async () => {
    for (const patch of [{ isDisabled: true }, { role: 'user' } as const]) await expect(accounts.update(admin, { id: admin.userId, ...patch })).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('C13 changes what holds for everybody, without a restart', async () => {
    expect(await settings.get()).toMatchObject({ registration: 'open', defaultBalanceUsd: null, defaultModels: null })
    await settings.update(admin, { registration: 'closed', defaultBalanceUsd: 2.5 })
    expect(await settings.get()).toMatchObject({ registration: 'closed', defaultBalanceUsd: 2.5, defaultModels: null })
    const made = await accounts.create(admin, { username: `Limited ${newId()}`, password: 'a secret word', email: null, role: 'user' })
    expect(made).toMatchObject({ isUnlimited: false, availableMicros: 2_500_000, modelIds: null })
    expect(await ledgerDifference()).toBe(0)
    await settings.update(admin, { registration: 'open', defaultBalanceUsd: null })
    expect(await settings.get()).toMatchObject({ registration: 'open', defaultBalanceUsd: null })
    expect((await audit.list({ action: 'settings.' })).items).toMatchObject([{ details: { registration: 'open', defaultBalanceUsd: null } }, { details: { registration: 'closed', defaultBalanceUsd: 2.5 } }])
  })
})

test('usage is told by day, model, purpose and base, of oneself and of all', async () => {
  const person = await createPerson()
  const prices = { inputMicrosPerMillion: 1_000_000, outputMicrosPerMillion: 2_000_000 }
  const base = newId()
  const spend = async (userId: string, modelId: string, usage: 'answer' | 'embedding', tokens: number) =>
    settle(await take({ userId, usage, terms: { id: modelId, paidBy: 'operator', prices }, knowledgeBaseId: usage === 'embedding' ? base : null }, { inputTokens: 0, outputTokens: 0 }), { inputTokens: tokens, outputTokens: tokens })
  await spend(person.userId, 'a/small', 'answer', 10)
  await spend(person.userId, 'a/large', 'answer', 100)
  await spend(person.userId, 'a/embed', 'embedding', 1)
  await spend(admin.userId, 'a/small', 'answer', 1)
  const yesterday = new Date(Date.now() - 24 * 3_600_000)
  await db.ledgerEntry.updateMany({ where: { userId: person.userId, modelId: 'a/large' }, data: { createdAt: yesterday } })
  const mine = await report(7, person.userId)
  expect(mine.total).toEqual({ calls: 3, inputTokens: 111, outputTokens: 111, costMicros: 333 })
  expect(mine.days).toHaveLength(7)
  expect(mine.days.slice(-2)).toEqual([
    { day: yesterday.toISOString().slice(0, 10), calls: 1, inputTokens: 100, outputTokens: 100, costMicros: 300 },
    { day: new Date().toISOString().slice(0, 10), calls: 2, inputTokens: 11, outputTokens: 11, costMicros: 33 },
  ])
  expect(mine.models.map(({ modelId, costMicros }) => [modelId, costMicros])).toEqual([['a/large', 300], ['a/small', 30], ['a/embed', 3]])
  expect(mine.kinds.map(({ usage, calls }) => [usage, calls])).toEqual([['answer', 2], ['embedding', 1]])
  expect(mine.bases).toMatchObject([{ knowledgeBaseId: base, name: null, costMicros: 3 }])
  expect(mine.users).toEqual([])
  const all = await report(7, null)
  expect(all.users.find(({ userId }) => userId === person.userId)).toMatchObject({ username: person.username, costMicros: 333 })
  expect(all.users.find(({ userId }) => userId === admin.userId)).toMatchObject({ costMicros: 3 })
  expect((await report(1, person.userId)).total.calls).toBe(2)
  expect((await lines(person.userId, undefined)).items).toHaveLength(3)
})
