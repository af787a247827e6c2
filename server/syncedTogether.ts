import { type FileHandle, open } from 'node:fs/promises'
import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils'

/** So many pages of 4 kB are in the log before they are written to their places, which everybody waits for: the more, the seldomer, and each page once. */
const pagesInLog = 4_000
/** Of the file of the log from the beginning: those pages, each with its head, and what the commit that fills it may bring. */
const bytesOfLog = 1.2 * pagesInLog * (4_096 + 24)

/**
 * A connection to SQLite whose commits reach the disk together. By itself SQLite waits for the disk at each commit, and with it the whole
 * process. Here it only writes its log (WAL), and whoever wrote is answered once a sync that began after the commit has ended: one
 * serves all commits that came before it, off the thread that answers requests. What was answered survives a power cut as before; the order of
 * commits is that of the log. A database without a log syncs each commit by itself.
 */
export async function syncedTogether(adapter: SqlDriverAdapter): Promise<SqlDriverAdapter> {
  const [[mode] = []] = await ask(adapter, 'PRAGMA journal_mode')
  const [[, , file] = []] = await ask(adapter, 'PRAGMA database_list')
  if (mode !== 'wal' || typeof file !== 'string' || file === '') return adapter
  await adapter.executeScript(`PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${pagesInLog}`)
  const log = logOf(`${file}-wal`)
  await lengthened(adapter, log)
  const dispose = adapter.dispose.bind(adapter)
  adapter.dispose = async () => {
    await dispose()
    await log.close()
  }
  return answeringWhen(adapter, together(log.sync))
}

async function ask(adapter: SqlDriverAdapter, sql: string): Promise<unknown[][]> {
  return (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows
}

/** The log is there once something was written, and stays as long as somebody is connected. */
function logOf(path: string) {
  let file: FileHandle | undefined
  const opened = async (): Promise<FileHandle> => (file ??= await open(path, 'r+'))
  return {
    sync: async (): Promise<void> => (await opened()).datasync(),
    /** Fills the file up with zeros, at which SQLite stops to read. */
    lengthen: async (bytes: number): Promise<void> => {
      const log = await opened()
      const { size } = await log.stat()
      if (size < bytes) await log.write(Buffer.alloc(bytes - size), 0, bytes - size, size)
      await log.sync()
    },
    close: async (): Promise<void> => file?.close(),
  }
}

/** A file that grows is synced with its new size, which takes some ten times as long: the log has its size before it is written. Nobody else writes meanwhile. */
async function lengthened(adapter: SqlDriverAdapter, log: ReturnType<typeof logOf>): Promise<void> {
  const alone = await adapter.startTransaction().catch(() => undefined)
  // Another process writes just now: the log grows with what is written, as it would anyway.
  if (alone === undefined) return
  await log.lengthen(bytesOfLog).finally(() => alone.rollback())
}

/** Makes every writer of a connection wait for `synced` after its commit. Others use the connection meanwhile. */
export function answeringWhen(adapter: SqlDriverAdapter, synced: () => Promise<void>): SqlDriverAdapter {
  const [queryRaw, executeRaw, startTransaction] = [adapter.queryRaw.bind(adapter), adapter.executeRaw.bind(adapter), adapter.startTransaction.bind(adapter)]
  const after = async <T>(query: SqlQuery, work: Promise<T>): Promise<T> => {
    const result = await work
    if (!/^\s*SELECT\b/i.test(query.sql)) await synced()
    return result
  }
  adapter.queryRaw = (query) => after(query, queryRaw(query))
  adapter.executeRaw = (query) => after(query, executeRaw(query))
  adapter.startTransaction = async (level) => {
    const transaction = await startTransaction(level)
    const commit = transaction.commit.bind(transaction)
    transaction.commit = async () => {
      await commit()
      await synced()
    }
    return transaction
  }
  return adapter
}

/** Runs some work for all who ask before it begins; who asks while it runs has the next run. */
export function together(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  return () => {
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined
        return work()
      })
    running = next
    return next
  }
}
