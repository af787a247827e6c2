import { copyFileSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test, vi } from 'vitest'
import { openDatabase } from '@/server/database'
import { Sqlite } from '@/server/sqlite'
import { answeringWhen, together } from '@/server/syncedTogether'

const folder = (): string => mkdtempSync(join(tmpdir(), 'parley-sqlite-'))
const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closings.splice(0)) await close()
})

async function adapter() {
  const opened = await new Sqlite({ url: `file:${join(folder(), 'test.db')}` }).connect()
  closings.push(() => opened.dispose())
  await opened.executeScript('PRAGMA journal_mode = WAL; CREATE TABLE kept (n INTEGER)')
  return opened
}
const query = (sql: string) => ({ sql, args: [], argTypes: [] })

test('who writes is answered after the sync, and others read meanwhile', async () => {
  const synced = Promise.withResolvers<void>()
  const waiting = answeringWhen(await adapter(), () => synced.promise)
  const said: string[] = []
  const written = waiting.executeRaw(query('INSERT INTO kept VALUES (1)')).then(() => said.push('written'))
  const transaction = await waiting.startTransaction()
  await transaction.executeRaw(query('INSERT INTO kept VALUES (2)'))
  const committed = transaction.commit().then(() => said.push('committed'))
  expect((await waiting.queryRaw(query('SELECT n FROM kept'))).rows).toEqual([[1], [2]])
  said.push('read')
  synced.resolve()
  await Promise.all([written, committed])
  expect(said).toEqual(['read', 'written', 'committed'])
})

test('one sync serves all who came before it began, and who comes later has the next', async () => {
  const syncs: PromiseWithResolvers<void>[] = []
  const sync = together(() => {
    const begun = Promise.withResolvers<void>()
    syncs.push(begun)
    return begun.promise
  })
  const first = [sync(), sync()]
  await vi.waitUntil(() => syncs.length === 1)
  const later = sync()
  const failing = expect(Promise.all(first)).rejects.toThrow('full')
  syncs[0]?.reject(new Error('full'))
  await failing
  expect(syncs).toHaveLength(2)
  syncs[1]?.resolve()
  await later
})

test('a database that keeps a log syncs it, and one that keeps none syncs each commit by itself', async () => {
  const url = `file:${join(folder(), 'test.db')}`
  const levelOf = async (): Promise<unknown> => {
    const db = openDatabase(url)
    closings.push(() => db.$disconnect())
    const level = await db.$queryRawUnsafe('PRAGMA synchronous')
    await db.$executeRawUnsafe('CREATE TABLE IF NOT EXISTS kept (n INTEGER)')
    await db.$queryRawUnsafe('PRAGMA journal_mode = WAL')
    return level
  }
  expect(await levelOf()).toEqual([{ synchronous: 2 }])
  expect(await levelOf()).toEqual([{ synchronous: 1 }])
})

test('the log has its size from the beginning, and what was committed in it is read after a process has died', async () => {
  const file = join(folder(), 'test.db')
  const first = new DatabaseSync(file)
  first.exec('PRAGMA journal_mode = WAL; CREATE TABLE kept (n INTEGER)')
  const db = openDatabase(`file:${file}`)
  closings.push(() => db.$disconnect())
  await db.$executeRawUnsafe('INSERT INTO kept VALUES (1)')
  const { size } = statSync(`${file}-wal`)
  await db.$executeRawUnsafe('INSERT INTO kept VALUES (2)')
  expect(statSync(`${file}-wal`).size).toBe(size)
  // As they lie on the disk.
  const copy = join(folder(), 'copy.db')
  for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${copy}${end}`)
  const second = new DatabaseSync(copy)
  expect(second.prepare('SELECT count(*) AS n FROM kept').get()).toEqual({ n: 2 })
  expect(second.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  second.close()
  first.close()
})
