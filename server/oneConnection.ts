import { type Client, type InStatement, LibsqlError, type Transaction } from '@libsql/client'
import { withEscapes } from '@/server/likeEscapes'

/**
 * Keeps a client of libsql on one connection. By itself it gives its connection away to every transaction, opens another and closes
 * neither: hundreds stay open, each with its own cache, until the garbage collector comes by. Prisma's adapter lets nothing else
 * through while a transaction is open, so that transactions can run on the connection that is there.
 */
export function onOneConnection(client: Client): Client {
  const execute: (statement: InStatement) => ReturnType<Client['execute']> = client.execute.bind(client)
  const executeMultiple = client.executeMultiple.bind(client)
  const settings: string[] = []
  const reconnect: () => Promise<void> | void = client.reconnect.bind(client)
  const anew = async (): Promise<void> => {
    await reconnect()
    for (const script of settings) await executeMultiple(script)
  }
  client.execute = async (statement: InStatement) => {
    try {
      return await execute(typeof statement === 'string' ? withEscapes(statement) : { ...statement, sql: withEscapes(statement.sql) })
    } catch (error) {
      // libsql leaves a statement that met a lock of another process half done: until it is collected, its connection reads the past and writes nothing.
      if (error instanceof LibsqlError && error.code === 'SQLITE_BUSY') await anew()
      throw error
    }
  }
  // Scripts are what a connection is set to when it is opened.
  client.executeMultiple = async (script) => {
    await executeMultiple(script)
    settings.push(script)
  }
  client.transaction = () => begin(client)
  return client
}

/** The lock for writing is taken at once: taken later, it would be refused to a transaction that has read what others changed meanwhile. So no statement within meets a lock. */
async function begin(client: Client): Promise<Transaction> {
  await client.execute('BEGIN IMMEDIATE')
  let isOpen = true
  const rollback = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await client.execute('ROLLBACK')
  }
  return {
    execute: (statement: InStatement) => client.execute(statement),
    batch: (statements: InStatement[]) => Promise.all(statements.map((statement) => client.execute(statement))),
    executeMultiple: (sql) => client.executeMultiple(sql),
    commit: async () => {
      try {
        await client.execute('COMMIT')
        isOpen = false
      } catch (error) {
        // A transaction that stayed open would take in whatever is written next. SQLite may have ended it already.
        await rollback().catch(() => undefined)
        throw error
      }
    },
    rollback,
    close: () => void rollback(),
    get closed() {
      return !isOpen
    },
  }
}
