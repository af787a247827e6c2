import type { Client, InStatement, Transaction } from '@libsql/client'
import { withEscapes } from '@/server/likeEscapes'

/**
 * Keeps a client of libsql on one connection. By itself it gives its connection away to every transaction, opens another and closes
 * neither: hundreds stay open, each with its own cache, until the garbage collector comes by. Prisma's adapter lets nothing else
 * through while a transaction is open, so that transactions can run on the connection that is there.
 */
export function onOneConnection(client: Client): Client {
  const execute: (statement: InStatement) => ReturnType<Client['execute']> = client.execute.bind(client)
  client.execute = (statement: InStatement) => execute(typeof statement === 'string' ? withEscapes(statement) : { ...statement, sql: withEscapes(statement.sql) })
  client.transaction = () => begin(client)
  return client
}

async function begin(client: Client): Promise<Transaction> {
  await client.execute('BEGIN')
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
