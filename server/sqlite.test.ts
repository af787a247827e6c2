import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type Database, openDatabase } from '@/server/database'

let db: Database
let file: string
beforeEach(async () => {
  file = join(mkdtempSync(join(tmpdir(), 'parley-sqlite-')), 'test.db')
  const first = new DatabaseSync(file)
  first.exec('PRAGMA journal_mode = WAL')
  first.close()
  db = openDatabase(`file:${file}`)
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

test('a statement that was said before goes on after it failed, and after its table was changed', async () => {
  await insert(1)
  await expect(insert(1)).rejects.toMatchObject({ code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'UniqueConstraintViolation' } } } })
  await insert(2)
  expect(await kept()).toEqual([1, 2])
  await db.$executeRawUnsafe('ALTER TABLE kept ADD COLUMN word TEXT')
  await db.$executeRaw`INSERT INTO kept (n) VALUES (${3})`
  expect(await kept()).toEqual([1, 2, 3])
})

test('who met the lock of another process reads and writes the present once it is released, and syncs as before', async () => {
  await insert(1)
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE; UPDATE kept SET n = 2')
  await expect(insert(3)).rejects.toThrow('locked')
  await expect(db.$transaction([insert(3)])).rejects.toThrow()
  expect(await kept()).toEqual([1])
  other.exec('COMMIT')
  other.close()
  expect(await kept()).toEqual([2])
  await db.$transaction([insert(3)])
  expect(await kept()).toEqual([2, 3])
  expect(await db.$queryRawUnsafe('PRAGMA synchronous')).toEqual([{ synchronous: 1 }])
})

test('what is read is what was written', async () => {
  await db.$executeRawUnsafe('CREATE TABLE things (big BIGINT, bytes BLOB, flag BOOLEAN, part REAL, word TEXT, empty TEXT)')
  const things = [2n ** 40n, new Uint8Array([0, 255, 7]), true, 0.25, '零 "\'', null] as const
  await db.$executeRawUnsafe('INSERT INTO things VALUES (?,?,?,?,?,?)', ...things)
  const [read] = z.array(z.record(z.string(), z.unknown())).parse(await db.$queryRawUnsafe('SELECT * FROM things'))
  expect(Object.values(read ?? {})).toEqual(things)
  await expect(db.$queryRaw`SELECT 9223372036854775807 AS n`).rejects.toThrow('too large')
})

test('nobody writes between what a transaction reads and what it writes', async () => {
  const other = new DatabaseSync(file)
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT n FROM kept`
    expect(() => other.exec('INSERT INTO kept VALUES (9)')).toThrow('locked')
    await tx.$executeRaw`INSERT INTO kept VALUES (2)`
  })
  other.close()
  expect(await kept()).toEqual([2])
})
