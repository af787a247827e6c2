import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type ArgType, type ColumnType, ColumnTypeEnum, DriverAdapterError, type IsolationLevel, type SqlDriverAdapter, type SqlMigrationAwareDriverAdapterFactory, type SqlQuery, type SqlResultSet, type Transaction } from '@prisma/driver-adapter-utils'
import { withEscapes } from '@/server/likeEscapes'

/** Statements that stay prepared: most of what is said to the database is said in the same words, and preparing takes longer than running. */
const keptStatements = 300
/** Longer ones are rows of any number, in words that hardly come again. */
const longestKept = 6_000

interface Settings {
  /** `file:` and a path. */
  readonly url: string
  /** How long a writer waits for one of another process. */
  readonly timeoutMs?: number
}

/** Opens SQLite, as Node has it within, for Prisma. */
export class Sqlite implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'sqlite'
  readonly adapterName = 'parley-sqlite'
  readonly #settings: Settings

  constructor(settings: Settings) {
    this.#settings = settings
  }

  async connect(): Promise<SqlDriverAdapter> {
    return new Connection(this.#settings)
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    return new Connection({ url: 'file::memory:' })
  }
}

/** The path of a `file:` address, which may have percent signs. */
export const pathOf = (url: string): string => decodeURIComponent(url.replace(/^file:(?:\/\/(?=\/))?/, ''))

/** With its columns: asking for them takes longer than most statements take to run. A changed table shows no new ones to a `SELECT *` that was said before. */
interface Prepared {
  readonly statement: StatementSync
  readonly names: string[]
  /** undefined: of what is computed. */
  readonly types: readonly (ColumnType | undefined)[]
}

/** The one connection of a process. A transaction has it for itself from its beginning to its end; everybody else waits in the order in which they came. */
class Connection implements SqlDriverAdapter {
  readonly provider = 'sqlite'
  readonly adapterName = 'parley-sqlite'
  readonly #database: DatabaseSync
  readonly #prepared = new Map<string, Prepared>()
  #last: Promise<void> = Promise.resolve()

  constructor({ url, timeoutMs = 0 }: Settings) {
    this.#database = new DatabaseSync(pathOf(url), { timeout: timeoutMs })
    this.#database.exec('PRAGMA temp_store = MEMORY')
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#alone(() => this.#rows(query))
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#alone(() => this.#changes(query))
  }

  executeScript(script: string): Promise<void> {
    return this.#alone(() => {
      try {
        this.#database.exec(script)
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
        throw error
      }
    })
  }

  async startTransaction(level?: IsolationLevel): Promise<Transaction> {
    if (level !== undefined && level !== 'SERIALIZABLE') throw new DriverAdapterError({ kind: 'InvalidIsolationLevel', level })
    const release = await this.#acquire()
    const run = (sql: string): void => void this.#changes({ sql, args: [], argTypes: [] })
    let isOpen = true
    const end = async (how: () => void): Promise<void> => {
      if (!isOpen) return
      isOpen = false
      try {
        await told(how)
      } finally {
        // One that stayed open would take in whatever is written next. SQLite may have ended it already.
        if (this.#database.isTransaction) run('ROLLBACK')
        release()
      }
    }
    // The lock for writing is taken at once: later it would be refused to a transaction that has read what others changed meanwhile.
    await told(() => run('BEGIN IMMEDIATE')).catch((error: unknown) => {
      release()
      throw error
    })
    return {
      provider: this.provider,
      adapterName: this.adapterName,
      options: { usePhantomQuery: true },
      queryRaw: (query) => told(() => this.#rows(query)),
      executeRaw: (query) => told(() => this.#changes(query)),
      commit: () => end(() => run('COMMIT')),
      rollback: () => end(() => {}),
    }
  }

  async dispose(): Promise<void> {
    this.#prepared.clear()
    if (this.#database.isOpen) this.#database.close()
  }

  async #alone<T>(work: () => T): Promise<T> {
    const release = await this.#acquire()
    return told(work).finally(release)
  }

  /** Resolves when everybody who came before has released the connection; who it resolves for has it then. */
  async #acquire(): Promise<() => void> {
    const before = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    await before
    return resolve
  }

  #rows({ sql, args, argTypes }: SqlQuery): SqlResultSet {
    const { statement, names, types } = this.#prepare(sql)
    // Typed as rows with names, which they are not since `setReturnArrays`.
    const rows: unknown[][] = statement.all(...args.map((arg, at) => toSqlite(arg, argTypes[at]))).map((row) => (Array.isArray(row) ? row : Object.values(row)))
    return { columnNames: names, columnTypes: types.map((type, at) => type ?? typeIn(rows, at)), rows }
  }

  #changes({ sql, args, argTypes }: SqlQuery): number {
    return Number(this.#prepare(sql).statement.run(...args.map((arg, at) => toSqlite(arg, argTypes[at]))).changes)
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    if (known !== undefined) {
      // Behind those that were said less lately.
      this.#prepared.delete(sql)
      this.#prepared.set(sql, known)
      return known
    }
    const statement = this.#database.prepare(withEscapes(sql))
    statement.setReturnArrays(true)
    const columns = statement.columns()
    const prepared = { statement, names: columns.map(({ name }) => name), types: columns.map(({ type }) => declared[(type ?? '').toUpperCase()]) }
    if (sql.length > longestKept) return prepared
    this.#prepared.set(sql, prepared)
    const [oldest] = this.#prepared.keys()
    if (this.#prepared.size > keptStatements && oldest !== undefined) this.#prepared.delete(oldest)
    return prepared
  }
}

/** What the columns of our migrations and of Prisma's own table are declared as. */
const declared: Readonly<Record<string, ColumnType>> = {
  TEXT: ColumnTypeEnum.Text,
  INTEGER: ColumnTypeEnum.Int32,
  'INTEGER UNSIGNED': ColumnTypeEnum.Int32,
  BIGINT: ColumnTypeEnum.Int64,
  REAL: ColumnTypeEnum.Double,
  BOOLEAN: ColumnTypeEnum.Boolean,
  DATETIME: ColumnTypeEnum.DateTime,
  BLOB: ColumnTypeEnum.Bytes,
  JSONB: ColumnTypeEnum.Json,
}

/** Of a column that is computed: as its first value is. */
function typeIn(rows: readonly (readonly unknown[])[], at: number): ColumnType {
  const value = rows.find((row) => row[at] !== null)?.[at]
  if (typeof value === 'string') return ColumnTypeEnum.Text
  if (typeof value === 'number') return ColumnTypeEnum.UnknownNumber
  return value === undefined ? ColumnTypeEnum.Int32 : ColumnTypeEnum.Bytes
}

function toSqlite(arg: unknown, type: ArgType | undefined): SQLInputValue {
  if (typeof arg === 'boolean') return arg ? 1 : 0
  if (arg instanceof Date) return written(arg)
  if (typeof arg === 'string') {
    if (type?.scalarType === 'datetime') return written(new Date(arg))
    if (type?.scalarType === 'bigint') return BigInt(arg)
    if (type?.scalarType === 'decimal') return Number.parseFloat(arg)
    return type?.scalarType === 'bytes' ? Buffer.from(arg, 'base64') : arg
  }
  if (arg === null || typeof arg === 'number' || typeof arg === 'bigint' || arg instanceof Uint8Array) return arg
  throw new TypeError(`SQLite has no place for a value of type ${typeof arg}`)
}

const written = (date: Date): string => date.toISOString().replace('Z', '+00:00')

/** Runs some work at once; what SQLite refuses is told in Prisma's words. */
async function told<T>(work: () => T): Promise<T> {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) throw error
    const { errcode: code, message } = error
    throw new DriverAdapterError({ originalCode: String(code), originalMessage: message, ...kindOf(code, message) })
  }
}

/** By the codes of https://www.sqlite.org/rescode.html */
function kindOf(code: number, message: string): ConstructorParameters<typeof DriverAdapterError>[0] {
  const behind = (words: string): string | undefined => message.split(words)[1]
  const columns = (behind('constraint failed: ') ?? '').split(', ').map((column) => column.split('.'))
  const constraint = { fields: columns.map((parts) => parts.at(-1) ?? '') }
  if (code === 1_555 || code === 2_067) return { kind: 'UniqueConstraintViolation', constraint, table: columns[0]?.at(-2) ?? '' }
  if (code === 1_299) return { kind: 'NullConstraintViolation', constraint }
  if (code === 787 || code === 1_811) return { kind: 'ForeignKeyConstraintViolation', constraint: { foreignKey: {} } }
  // The last eight bits say what it is in general: another process has the database for itself.
  if (code % 256 === 5) return { kind: 'SocketTimeout' }
  if (message.startsWith('no such table')) return { kind: 'TableDoesNotExist', table: behind(': ') ?? '' }
  if (message.startsWith('no such column')) return { kind: 'ColumnNotFound', column: behind(': ') ?? '' }
  if (message.includes('has no column named ')) return { kind: 'ColumnNotFound', column: behind('has no column named ') ?? '' }
  return { kind: 'sqlite', extendedCode: code, message }
}
