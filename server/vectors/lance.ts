import { mkdirSync } from 'node:fs'
import { connect, MatchQuery, Operator, Session, type Connection, type Table } from '@lancedb/lancedb'
import { z } from 'zod'
import { AppError } from '@/server/errors'
import { candidateColumns, candidatesIn } from '@/server/vectors/candidates'
import { checkIds, predicate, selectsNothing } from '@/server/vectors/predicates'
import type { Candidate, EmbeddingSpace, RowFilter, SearchFilter, VectorRow } from '@/server/vectors/schema'
import { rowTable } from '@/server/vectors/rowTable'
import { createTable, indexedRows, isConflict, tableName } from '@/server/vectors/tables'
import { runTidy } from '@/server/vectors/tidy/runTidy'
import { type Coverage, Tidying } from '@/server/vectors/tidy/tidying'

const MB = 1024n * 1024n
/** LanceDB would take up to 6 GB for indexes; 128 MB hold the postings of about a million chunks' most used terms. */
const indexCacheBytes = 128n * MB
const metadataCacheBytes = 64n * MB
/** Readers may still hold older versions; removing those they hold breaks their reads. */
const keepVersionsMs = 10 * 60_000
const conflictRetries = 5
/** How long another process may see what was there before a write. Its own handle sees each write at once. */
const readConsistencySeconds = 5
/** The longest that a search may take in a session that was left. */
const afterglowMs = 15_000

export interface StoreLimits {
  /** Numbers that the vectors of a table must have together to get an index: of 384 each so many more vectors than of 1,536. Below, looking at each takes no longer. */
  readonly numbersToIndex: number
  /** A session of LanceDB keeps what it read of every version, past the sizes it is given: half a megabyte a commit. Then it is left for a new one. */
  readonly commitsPerSession: number
}
const storeLimits: StoreLimits = { numbersToIndex: 4_000_000, commitsPerSession: 200 }

/** Where there is an index of vectors: partitions that are looked into, and how many times the limit is then measured exactly. */
const probes = 20
const refinement = 3
/** A vector comes back as a view into the memory of the result. */
const storedVectorSchema = z.custom<{ toArray(): Float32Array }>((value) => typeof value === 'object' && value !== null && 'toArray' in value)
const storedVectorsSchema = z.array(z.object({ id: z.string(), vector: storedVectorSchema }))

const placeSchema = z.object({ id: z.string(), indexId: z.string(), documentId: z.string(), version: z.int() })
const placesSchema = z.array(placeSchema)
const placeColumns = ['id', 'indexId', 'documentId', 'version']
/** What a row belongs to. */
export type RowPlace = z.infer<typeof placeSchema>

/** LanceDB takes a vector of any length, cuts it or pads it with nulls: what is not right must not reach it. */
function checkVector(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new AppError('invalid', `The embedding model gave a vector of ${vector.length} numbers where ${dimensions} were agreed; check the model and its dimensions`)
  }
  if (!vector.every(Number.isFinite)) {
    throw new AppError('invalid', 'The embedding model gave a vector with values that are not numbers; check the model')
  }
}

function damaged(cause: unknown): AppError {
  return new AppError('unavailable', 'The search index cannot be read; run npm run doctor, or upload the documents again', { cause })
}

/** Tells a failure of the store from a mistake of the caller, which keeps its own sentence. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof AppError ? error : damaged(error)
  }
}

class LanceStore {
  private readonly tables = new Map<string, Promise<Table>>()
  /** The end of the queue of mutations: one writer at a time, since parallel merges of the same new ids leave duplicates. */
  private lastWrite: Promise<unknown> = Promise.resolve()
  private writes = 0
  private readonly folder: string
  private connection: Connection
  private readonly limits: StoreLimits
  private readonly tidying = new Tidying({ look: (name) => this.coverage(name), tidy: (name, merges) => this.tidy(name, merges), keepVersionsMs })
  private lastTidy: Promise<unknown> = Promise.resolve()
  private readonly closing = new AbortController()

  constructor(folder: string, connection: Connection, limits: StoreLimits) {
    this.folder = folder
    this.connection = connection
    this.limits = limits
  }

  /** Writes rows, replacing those with the same ids. Searchable when it returns. One commit: all rows or none. */
  async upsert(space: EmbeddingSpace, rows: readonly VectorRow[]): Promise<void> {
    if (rows.length === 0) return
    for (const row of rows) {
      checkIds(row.id, row.indexId, row.documentId)
      if (row.vector !== null) checkVector(row.vector, space.dimensions)
    }
    // Two rows of one id in one batch would both be written.
    const distinct = [...new Map(rows.map((row) => [row.id, row])).values()]
    const data = rowTable(distinct, space.dimensions)
    await this.mutate(space, true, (table) => table.mergeInsert('id').whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(data))
  }

  /** The rows that hold the most telling of the terms, by BM25. Nothing when the space is new. */
  async searchText(space: EmbeddingSpace, { terms, limit, ...filter }: SearchFilter & { terms: readonly string[]; limit: number }): Promise<Candidate[]> {
    if (terms.length === 0 || selectsNothing(filter)) return []
    const where = predicate(filter) ?? ''
    return this.read(space, [], async (table) => {
      const query = new MatchQuery(terms.join(' '), 'terms', { operator: Operator.Or })
      return candidatesIn(await table.query().fullTextSearch(query).where(where).select([...candidateColumns, '_score']).limit(limit).toArrow(), '_score')
    })
  }

  /** The rows whose vectors point most nearly the same way (cosine). Nothing when the space is new. */
  async searchVector(space: EmbeddingSpace, { vector, limit, ...filter }: SearchFilter & { vector: Float32Array; limit: number }): Promise<Candidate[]> {
    if (selectsNothing(filter)) return []
    checkVector(vector, space.dimensions)
    const where = predicate(filter) ?? ''
    return this.read(space, [], async (table) => {
      const search = table.query().nearestTo(vector).column('vector').distanceType('cosine').nprobes(probes).refineFactor(refinement).where(where)
      const found = candidatesIn(await search.select([...candidateColumns, '_distance']).limit(limit).toArrow(), '_distance')
      return found.map((candidate) => ({ ...candidate, score: 1 - candidate.score }))
    })
  }

  /** The vectors of some rows by their ids; a row that is gone, or has none, is left out. */
  async vectorsOf(space: EmbeddingSpace, ids: readonly string[]): Promise<Map<string, Float32Array>> {
    if (ids.length === 0) return new Map()
    return this.read(space, new Map(), async (table) => {
      const where = `${predicate({ ids }) ?? ''} AND vector IS NOT NULL`
      const rows: unknown = await table.query().where(where).select(['id', 'vector']).toArray()
      return new Map(storedVectorsSchema.parse(rows).map(({ id, vector }) => [id, vector.toArray()]))
    })
  }

  /** The indexed terms of about `size` rows of an index, for statistics of its words; all rows of one that has no more. */
  async sampleTerms(space: EmbeddingSpace, indexId: string, size: number): Promise<string[]> {
    const all = predicate({ indexIds: [indexId] }) ?? ''
    return this.read(space, [], async (table) => {
      const rows = await table.countRows(all)
      // Chunk ids are hashes (ids.ts: derivedId), so those below a bound are a fair sample.
      const bound = Math.floor((size / Math.max(1, rows)) * 0xff_ff_ff_ff).toString(16).padStart(8, '0')
      const where = rows <= size ? all : `${all} AND id < '${bound}'`
      const found: unknown = await table.query().where(where).select(['terms']).limit(2 * size).toArray()
      return z.array(z.object({ terms: z.string() })).parse(found).map((row) => row.terms)
    })
  }

  /** Changes with every write of this process, so that what is derived from the rows knows when it is old. */
  get revision(): number {
    return this.writes
  }

  /** Removes the rows of an index: all of them, or those of some of its documents, or of their versions up to one, but for another. */
  async remove(space: EmbeddingSpace, { indexId, documentIds, upToVersion, exceptVersion }: { indexId: string; documentIds?: readonly string[]; upToVersion?: number; exceptVersion?: number }): Promise<void> {
    if (documentIds?.length === 0) return
    const where = predicate({ indexIds: [indexId], ...(documentIds === undefined ? {} : { documentIds }), ...(upToVersion === undefined ? {} : { upToVersion }) }, exceptVersion) ?? ''
    // Removing nothing would be a commit as well.
    await this.mutate(space, false, async (table) => (await table.countRows(where)) > 0 && table.delete(where))
  }

  /** Removes rows by their ids. */
  async removeRows(space: EmbeddingSpace, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.mutate(space, false, (table) => table.delete(predicate({ ids }) ?? ''))
  }

  async countRows(space: EmbeddingSpace, filter: RowFilter = {}): Promise<number> {
    const where = predicate(filter)
    return this.read(space, 0, (table) => table.countRows(where))
  }

  /** Where all rows of a space belong, in batches, and the ids of those that a filter selects: for the upkeep. */
  async *rows(space: EmbeddingSpace, filter: RowFilter = {}): AsyncGenerator<RowPlace[]> {
    if (Object.values(filter).some((values) => Array.isArray(values) && values.length === 0)) return
    const query = await this.read(space, undefined, async (table) => {
      const where = predicate(filter)
      const all = table.query().select(placeColumns)
      return where === undefined ? all : all.where(where)
    })
    if (query === undefined) return
    for await (const batch of query) yield placesSchema.parse(batch.toArray())
  }

  /** The names of tables that belong to none of these spaces. */
  async tablesBeside(spaces: readonly EmbeddingSpace[]): Promise<string[]> {
    const known = new Set(spaces.map(tableName))
    return guarded(async () => (await this.connection.tableNames()).filter((name) => !known.has(name)))
  }

  /** How many rows a table holds, whatever space it was for. */
  async sizeOf(name: string): Promise<number> {
    return guarded(async () => (await this.named(name)).countRows())
  }

  /** Removes all rows of a table. The table stays: another process may have it open. */
  async clearTable(name: string): Promise<void> {
    await this.exclusively(async () => {
      const table = await this.named(name)
      await table.delete('true')
      await table.optimize({ cleanupOlderThan: new Date(Date.now() - keepVersionsMs) })
    })
  }

  /** Whether anything was ever indexed in this space. */
  async hasSpace(space: EmbeddingSpace): Promise<boolean> {
    return guarded(async () => (await this.connection.tableNames()).includes(tableName(space)))
  }

  /** Takes new rows into the indexes, merges small files, drops old versions. Happens by itself; a bench or the doctor may ask for it. */
  async optimize(space: EmbeddingSpace): Promise<void> {
    await this.tidy(tableName(space), true)
  }

  /** Answers when the store can be read. */
  async ping(): Promise<void> {
    await guarded(() => this.connection.tableNames())
  }

  /** Waits for the write that is under way and lets the files go. */
  async close(): Promise<void> {
    this.tidying.stop()
    this.closing.abort()
    await Promise.allSettled([this.lastWrite, this.lastTidy])
    this.connection.close()
  }

  private async read<T>(space: EmbeddingSpace, nothing: T, work: (table: Table) => Promise<T>): Promise<T> {
    return guarded(async () => {
      const table = await this.table(space, false)
      return table === undefined ? nothing : work(table)
    })
  }

  /** @param work resolves with false when it wrote nothing. */
  private async mutate(space: EmbeddingSpace, create: boolean, work: (table: Table) => Promise<unknown>): Promise<void> {
    await this.exclusively(async () => {
      const table = await this.table(space, create)
      if (table === undefined || (await work(table)) === false) return
      this.writes += 1
      this.tidying.noteCommit(tableName(space))
      if (this.writes % this.limits.commitsPerSession === 0) await this.renewSession()
    })
  }

  /** Whoever reads in the old one may come to an end. */
  private async renewSession(): Promise<void> {
    const [old, tables] = [this.connection, [...this.tables.values()]]
    this.connection = await openConnection(this.folder)
    this.tables.clear()
    const close = async (): Promise<void> => {
      for (const table of await Promise.allSettled(tables)) if (table.status === 'fulfilled') table.value.close()
      old.close()
    }
    setTimeout(() => void close(), afterglowMs).unref()
  }

  /** Runs after every mutation before it, and again when another process committed in between. */
  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    const attempt = async (left: number): Promise<T> => {
      try {
        return await work()
      } catch (error) {
        if (left === 0 || !isConflict(error)) throw error
        for (const table of this.tables.values()) await (await table).checkoutLatest()
        return attempt(left - 1)
      }
    }
    const turn = this.lastWrite.catch(() => undefined).then(() => guarded(() => attempt(conflictRetries)))
    this.lastWrite = turn
    return turn
  }

  /** The one handle of a table: reads through it see every write through it at once. */
  private async table(space: EmbeddingSpace, create: boolean): Promise<Table | undefined> {
    const name = tableName(space)
    const open = this.tables.get(name)
    if (open !== undefined) return open
    const names = await this.connection.tableNames()
    const again = this.tables.get(name)
    if (again !== undefined) return again
    if (!create && !names.includes(name)) return undefined
    return this.keep(name, names.includes(name) ? this.connection.openTable(name) : createTable(this.connection, space))
  }

  /** A table that is there, through its one handle. */
  private named(name: string): Promise<Table> {
    return this.tables.get(name) ?? this.keep(name, this.connection.openTable(name))
  }

  private keep(name: string, opening: Promise<Table>): Promise<Table> {
    this.tables.set(name, opening)
    // A table that cannot be opened today may be repaired tomorrow: the failure is not kept.
    opening.catch(() => this.tables.delete(name))
    return opening
  }

  private async coverage(name: string): Promise<Coverage> {
    return guarded(async () => (await indexedRows(await this.named(name), 'terms')) ?? { indexed: 0, missing: 0 })
  }

  /** One table at a time: a pass takes a core and up to a gigabyte. */
  private tidy(name: string, merges: boolean): Promise<void> {
    const turn = this.lastTidy.catch(() => undefined).then(async () => {
      if (!(await this.connection.tableNames()).includes(name)) return
      await runTidy(this.folder, name, { merges, numbersToIndex: this.limits.numbersToIndex, keepVersionsMs }, this.closing.signal)
      await (await this.tables.get(name))?.checkoutLatest()
    })
    this.lastTidy = turn
    return turn
  }
}

function openConnection(folder: string): Promise<Connection> {
  return connect(folder, { readConsistencyInterval: readConsistencySeconds }, new Session(indexCacheBytes, metadataCacheBytes))
}

export type VectorStore = LanceStore

/**
 * The vector store in a folder, which is made when it is missing. One table per embedding space.
 * Its methods throw AppError: `invalid` for ids and vectors that are not what was agreed, `unavailable` when the files cannot be read.
 */
export async function openVectorStore(folder: string, limits: Partial<StoreLimits> = {}): Promise<VectorStore> {
  return guarded(async () => {
    mkdirSync(folder, { recursive: true })
    return new LanceStore(folder, await openConnection(folder), { ...storeLimits, ...limits })
  })
}
