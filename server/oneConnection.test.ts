import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type Database, openDatabase } from '@/server/database'

let db: Database
beforeEach(async () => {
  db = openDatabase(`file:${join(mkdtempSync(join(tmpdir(), 'parley-sqlite-')), 'test.db')}`)
  await db.$executeRawUnsafe('CREATE TABLE kept (n INTEGER UNIQUE)')
  // A temporary table is seen by its own connection and no other.
  await db.$executeRawUnsafe('CREATE TEMP TABLE mark (n INTEGER)')
})
afterEach(() => db.$disconnect())

const insert = (n: number) => db.$executeRaw`INSERT INTO kept VALUES (${n})`
const kept = async () => z.array(z.object({ n: z.coerce.number() })).parse(await db.$queryRaw`SELECT n FROM kept ORDER BY n`).map(({ n }) => n)

test('transactions run on the connection that is there', async () => {
  for (let n = 0; n < 20; n += 2) await db.$transaction([insert(n), insert(n + 1)])
  await expect(db.$executeRaw`INSERT INTO mark VALUES (1)`).resolves.toBe(1)
  expect(await kept()).toHaveLength(20)
})

test('a transaction that fails leaves nothing, and those after it go on', async () => {
  await expect(db.$transaction([insert(1), insert(1)])).rejects.toThrow()
  await db.$transaction([insert(2), insert(3)])
  expect(await kept()).toEqual([2, 3])
})

test('what is written beside a transaction that fails is kept', async () => {
  const results = await Promise.allSettled([db.$transaction([insert(1), insert(1)]), insert(5), db.$transaction([insert(6), insert(7)]), insert(8)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect(await kept()).toEqual([5, 6, 7, 8])
})
