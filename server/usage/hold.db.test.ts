import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { createPerson } from '@/server/testing/people'
import { accountOf, balanceOf, monthOf } from '@/server/usage/account'
import { type Call, paid, raise, release, settle, take } from '@/server/usage/hold'
import { adding, ledgerDifference } from '@/server/usage/ledger'
import { sweepReservations } from '@/server/usage/sweep'

/** A thousandth of a dollar a token, to read easily: 1,000 micros. */
const prices = { inputMicrosPerMillion: 1_000_000_000, outputMicrosPerMillion: 1_000_000_000 }
const worst = { inputTokens: 4, outputTokens: 6 }
const worstMicros = 10_000

let person: Actor
const call = (more: Partial<Call> = {}): Call => ({ userId: person.userId, usage: 'answer', terms: { id: 'test/model', paidBy: 'operator', prices }, ...more })
const setUp = (data: { isUnlimited?: boolean; monthlyBudgetMicros?: bigint | null; spentMicros?: bigint; spentMonth?: string }) => db.user.update({ where: { id: person.userId }, data })
const topUp = (amountMicros: number) => db.$transaction([...adding(person.userId, amountMicros, 'topUp')])
const state = async () => {
  const { availableMicros, reservedMicros, spentMicros } = await accountOf(person.userId)
  return [availableMicros, reservedMicros, spentMicros].map(Number)
}

beforeEach(async () => {
  person = await createPerson()
  await setUp({ isUnlimited: false })
})

describe('somebody with a balance', () => {
  test('C56 of a hundred calls at once on a balance for ten, ten are allowed, and the books agree', async () => {
    await topUp(10 * worstMicros + 5)
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => take(call(), worst)))
    const holds = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(holds).toHaveLength(10)
    for (const reason of refused) expect(reason).toMatchObject({ kind: 'payment_required', message: expect.stringContaining('balance') })
    expect(await state()).toEqual([5, 10 * worstMicros, 0])
    // Each is settled by two at once: it is paid once.
    await Promise.all(holds.flatMap((hold) => [settle(hold, { inputTokens: 1, outputTokens: 1 }), settle(hold, { inputTokens: 1, outputTokens: 1 })]))
    expect(await state()).toEqual([80_005, 0, 20_000])
    expect(await db.reservation.count({ where: { userId: person.userId } })).toBe(0)
    expect(await ledgerDifference()).toBe(0)
  })

  test('what fails is given back once, what is raised is held, and what costs nothing is not', async () => {
    await topUp(15_000)
    const first = await take(call(), worst)
    await expect(raise(first, { inputTokens: 10, outputTokens: 6 })).rejects.toMatchObject({ kind: 'payment_required' })
    const raised = await raise(first, { inputTokens: 9, outputTokens: 6 })
    expect(await state()).toEqual([0, 15_000, 0])
    const free = await take(call({ terms: { id: 'test/own', paidBy: 'own', prices } }), worst)
    await settle(free, worst)
    await Promise.all([release(raised), release(raised)])
    expect(await state()).toEqual([15_000, 0, 0])
    await expect(paid(call(), worst, () => Promise.reject(new Error('provider')))).rejects.toThrow('provider')
    expect(await paid(call({ usage: 'summary' }), worst, () => Promise.resolve({ result: 'text', tokens: { inputTokens: 2, outputTokens: 1 } }))).toBe('text')
    expect(await state()).toEqual([12_000, 0, 3_000])
    const lines = await db.ledgerEntry.findMany({ where: { userId: person.userId }, orderBy: { id: 'asc' }, select: { kind: true, usage: true, amountMicros: true, costMicros: true } })
    expect(lines.map(({ kind, usage, amountMicros, costMicros }) => [kind, usage, Number(amountMicros), Number(costMicros)])).toEqual([
      ['topUp', null, 15_000, 0],
      // One's own key: what it would have cost is kept, and taken from nobody.
      ['settle', 'answer', 0, 10_000],
      ['settle', 'summary', -3_000, 3_000],
    ])
    expect(await ledgerDifference()).toBe(0)
  })

  test('what a dead process held is closed: what its answer said is paid, the rest is given back, and a late settlement changes nothing', async () => {
    await topUp(100_000)
    const owner = { tenantId: person.tenantId, ownerId: person.userId }
    const conversation = await db.conversation.create({ data: { id: newId(), ...owner, title: 'Killed' } })
    const answer = (status: 'interrupted' | 'streaming', content: string, seq: number) =>
      db.message.create({ data: { id: newId(), ...owner, conversationId: conversation.id, seq, role: 'assistant', status, content } })
    const [said, silent, alive] = [await answer('interrupted', 'one two three', 1), await answer('interrupted', '', 2), await answer('streaming', 'one', 3)]
    const holds = [await take(call({ messageId: said.id }), worst), await take(call({ messageId: silent.id }), worst), await take(call({ messageId: alive.id }), worst), await take(call({ usage: 'embedding' }), worst)]
    await sweepReservations()
    expect(await state()).toEqual([60_000, 40_000, 0])
    await sweepReservations(Date.now() + 60_000)
    expect(await state()).toEqual([93_000 - 20_000, 20_000, 7_000])
    await sweepReservations(Date.now() + 6 * 60_000)
    expect(await state()).toEqual([93_000 - 10_000, 10_000, 7_000])
    await settle(holds[0] ?? expect.fail(), worst)
    expect(await state()).toEqual([83_000, 10_000, 7_000])
    // It was given back, and then it was spent all the same.
    await settle(holds[3] ?? expect.fail(), { inputTokens: 1, outputTokens: 0 })
    expect(await state()).toEqual([82_000, 10_000, 8_000])
    expect(await ledgerDifference()).toBe(0)
  })
})

test('what was held for an answer that was never opened, because its process died before, is given back after a minute', async () => {
  await topUp(10_000)
  await take(call(), worst)
  await sweepReservations(Date.now() + 50_000)
  expect(await state()).toEqual([0, 10_000, 0])
  await sweepReservations(Date.now() + 61_000)
  expect(await state()).toEqual([10_000, 0, 0])
})

describe('somebody without a limit', () => {
  test('is in the ledger, and nothing is taken', async () => {
    await setUp({ isUnlimited: true })
    const hold = await take(call(), worst)
    expect(hold.held).toBeNull()
    expect(await settle(hold, { inputTokens: 2, outputTokens: 3 })).toBe(5_000)
    expect(await db.ledgerEntry.findMany({ where: { userId: person.userId } })).toMatchObject([{ inputTokens: 2, outputTokens: 3, amountMicros: 0n, costMicros: 5_000n }])
    expect(await balanceOf(person.userId)).toEqual({ isUnlimited: true, availableMicros: null, reservedMicros: 0, budget: null })
  })

  test('may spend a budget in a month, and no more by calls at once; another month is another budget', async () => {
    await setUp({ isUnlimited: true, monthlyBudgetMicros: 25_000n, spentMicros: 5_000n, spentMonth: monthOf() })
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => take(call(), worst)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({ kind: 'payment_required', message: expect.stringContaining('budget') })
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') await settle(outcome.value, worst)
    expect(await balanceOf(person.userId)).toMatchObject({ availableMicros: null, budget: { limitMicros: 25_000, spentMicros: 25_000 } })
    await setUp({ spentMonth: '2020-01' })
    await release(await take(call(), worst))
    expect(await ledgerDifference()).toBe(0)
  })
})
