import type { Client, Config, InStatement, InValue, ResultSet, Row, Transaction } from '@libsql/client'
import Sqlite from 'libsql'
import { withEscapes } from '@/server/likeEscapes'

/** Statements that stay prepared; most of what a turn says to SQLite is said in the same words. */
const keptStatements = 300
/** Longer ones are rows of any number, in words that hardly come again. */
const longestKept = 6_000

type Connection = InstanceType<typeof Sqlite>
type Statement = ReturnType<Connection['prepare']>

/**
 * A client of libsql on one connection, with the statements that it was told before still prepared. Its own client gives its connection
 * away to every transaction, opens another and closes neither: hundreds stay open, each with its own cache, until the garbage
 * collector comes by; and it prepares every statement anew, which takes longer than to run it. Prisma's adapter lets nothing else
 * through while a transaction is open, so that transactions can run on the connection that is there.
 */
export class OneConnection implements Client {
  readonly protocol = 'file'
  closed = false
  readonly #open: () => Connection
  #database: Connection
  readonly #prepared = new Map<string, Statement>()
  readonly #settings: string[] = []

  constructor({ url, timeout }: Config) {
    const path = decodeURIComponent(url.replace(/^file:(?:\/\/(?=\/))?/, ''))
    this.#open = () => new Sqlite(path, timeout === undefined ? {} : { timeout })
    this.#database = this.#open()
  }

  async execute(statement: InStatement): Promise<ResultSet> {
    const { sql, args = [] } = typeof statement === 'string' ? { sql: statement } : statement
    if (!Array.isArray(args)) throw new TypeError('Values are given by their places')
    try {
      return run(this.#prepare(sql), args.map(toSqlite))
    } catch (error) {
      this.#prepared.delete(sql)
      if (isLocked(error) && !this.#database.inTransaction) this.reconnect()
      throw error
    }
  }

  /** A statement that met a lock of another process stays half done: until it is collected, its connection reads the past and writes nothing. */
  reconnect(): void {
    this.#prepared.clear()
    this.#database.close()
    this.#database = this.#open()
    for (const script of this.#settings) this.#database.exec(script)
  }

  #prepare(sql: string): Statement {
    const known = this.#prepared.get(sql)
    this.#prepared.delete(sql)
    const statement = known ?? this.#database.prepare(withEscapes(sql)).safeIntegers(true)
    if (known === undefined && statement.reader) statement.raw(true)
    if (sql.length <= longestKept) this.#prepared.set(sql, statement)
    const [oldest] = this.#prepared.keys()
    if (this.#prepared.size > keptStatements && oldest !== undefined) this.#prepared.delete(oldest)
    return statement
  }

  /** The lock for writing is taken at once: later it would be refused to a transaction that has read what others changed meanwhile. So no statement within meets one. */
  async transaction(): Promise<Transaction> {
    await this.execute('BEGIN IMMEDIATE')
    let isOpen = true
    const rollback = async (): Promise<void> => {
      if (!isOpen) return
      isOpen = false
      await this.execute('ROLLBACK')
    }
    return {
      execute: (statement: InStatement) => this.execute(statement),
      batch: (statements: InStatement[]) => Promise.all(statements.map((statement) => this.execute(statement))),
      executeMultiple: (sql) => this.executeMultiple(sql),
      commit: async () => {
        try {
          await this.execute('COMMIT')
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

  async batch(statements: (InStatement | [string, InValue[]?])[]): Promise<ResultSet[]> {
    const transaction = await this.transaction()
    try {
      const results = await transaction.batch(statements.map((statement) => (Array.isArray(statement) ? { sql: statement[0], args: statement[1] ?? [] } : statement)))
      await transaction.commit()
      return results
    } finally {
      await transaction.rollback()
    }
  }

  /** Scripts are what a connection is set to. */
  async executeMultiple(script: string): Promise<void> {
    this.#database.exec(script)
    this.#settings.push(script)
  }

  close(): void {
    this.closed = true
    this.#prepared.clear()
    this.#database.close()
  }

  migrate = notHere
  sync = notHere
}

function run(statement: Statement, values: unknown[]): ResultSet {
  if (!statement.reader) {
    const { changes, lastInsertRowid } = statement.run(values)
    return result({ rowsAffected: changes, lastInsertRowid: BigInt(lastInsertRowid) })
  }
  const rows = statement.all(values).map(toRow)
  // Behind the rows: a table that was changed has other columns once the statement ran again.
  const columns = statement.columns()
  return result({ columns: columns.map(({ name }) => name), columnTypes: columns.map(({ type }) => type ?? ''), rows })
}

const isLocked = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

function notHere(): never {
  throw new Error('A connection to a file does not do this')
}

function result(has: Partial<Omit<ResultSet, 'toJSON'>>): ResultSet {
  const whole = { columns: [], columnTypes: [], rows: [], rowsAffected: 0, lastInsertRowid: undefined, ...has }
  return { ...whole, toJSON: () => whole }
}

function toSqlite(value: InValue): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('Only finite numbers have a place in a column')
  return value
}

/** Prisma reads a row by its places. */
function toRow(row: unknown): Row {
  if (!Array.isArray(row)) throw new TypeError('A row is a list of values')
  const values: unknown[] = row.map(fromSqlite)
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- a row is read by its places, never by its names
  return values as unknown as Row
}

function fromSqlite(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value)
    if (!Number.isSafeInteger(number)) throw new RangeError('This integer is too large to be read')
    return number
  }
  return value instanceof Uint8Array ? value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) : value
}
