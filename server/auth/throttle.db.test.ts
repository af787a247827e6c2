import { expect, test } from 'vitest'
import { countTry, throttles } from '@/server/auth/throttle'
import { db } from '@/server/database'
import { newId } from '@/server/ids'

const refused = { kind: 'rate_limited' }
const keyOf = (subject: string): string => `signInToAccount:${subject}`

test('a flood of refused tries writes nothing', async () => {
  const subject = newId()
  for (let count = 0; count < throttles.signInToAccount.tries; count += 1) await countTry('signInToAccount', subject)
  const before = await db.throttle.findUnique({ where: { key: keyOf(subject) } })
  for (let count = 0; count < 5; count += 1) await expect(countTry('signInToAccount', subject)).rejects.toMatchObject(refused)
  expect(await db.throttle.findUnique({ where: { key: keyOf(subject) } })).toEqual(before)
})

test('of parallel tries no more than the limit pass', async () => {
  const subject = newId()
  const tries = await Promise.allSettled(Array.from({ length: 30 }, () => countTry('signInToAccount', subject)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(throttles.signInToAccount.tries)
})

test('windows that are over are forgotten, whoever tries next', async () => {
  const key = keyOf(newId())
  await db.throttle.create({ data: { key, count: 99, windowEndsAt: new Date(Date.now() - 1) } })
  await countTry('signInToAccount', newId())
  expect(await db.throttle.findUnique({ where: { key } })).toBeNull()
})
