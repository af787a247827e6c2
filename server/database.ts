import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient as PostgresClient } from '@/prisma/client/postgres/client'
import { Prisma, PrismaClient as SqliteClient } from '@/prisma/client/sqlite/client'
import { config } from '@/server/config'
import { Sqlite } from '@/server/sqlite'
import { syncedTogether } from '@/server/syncedTogether'

export type Database = SqliteClient
export type { Prisma }

class SqliteSyncedTogether extends Sqlite {
  override async connect() {
    return syncedTogether(await super.connect())
  }
}

export function isPostgres(url: string): boolean {
  return !url.startsWith('file:')
}

/**
 * A client for `file:…` (SQLite) or `postgres://…`. Both are generated from the same models, so the second is used as the first.
 * SQLite runs in WAL mode and syncs what it commits before it says so: an acknowledged record survives a power cut.
 */
export function openDatabase(url: string): Database {
  if (isPostgres(url)) {
    const client: unknown = new PostgresClient({ adapter: new PrismaPg({ connectionString: url, max: 10 }) })
    // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- two clients generated from one set of models
    return client as Database
  }
  return new SqliteClient({ adapter: new SqliteSyncedTogether({ url, timeoutMs: 2_000 }) })
}

declare global {
  var parleyDatabase: Database | undefined
}

/** The one client of this process; kept on globalThis because a development reload loads this module again. */
export const db: Database = (globalThis.parleyDatabase ??= openDatabase(config.databaseUrl))

/** A piece of a statement, with its values kept apart. */
export const sql = Prisma.sql

/** Values of a list in a statement of one's own: `IN (${joined(ids)})`. */
export const joined = Prisma.join

/** Empties a column of JSON. */
export const noJson = Prisma.DbNull

/**
 * The filter "contains, in whatever case": SQLite's LIKE does so by itself and knows no mode, PostgreSQL has to be asked. The text is meant
 * as it is written: Prisma hands % and _ on as wildcards.
 */
export function containing(text: string): Prisma.StringFilter {
  const filter = { contains: text.replaceAll(/[\\%_]/g, String.raw`\$&`) }
  return isPostgres(config.databaseUrl) ? Object.assign(filter, { mode: 'insensitive' }) : filter
}

/** The filter "this field of a flat JSON object has this value". SQLite names the field by a path, in which a quotation mark has no place. */
export function fieldEquals(field: string, value: string | number | boolean): Prisma.JsonFilter {
  const filter = { equals: value }
  return Object.assign(filter, { path: isPostgres(config.databaseUrl) ? [field] : `$."${field}"` })
}

/** True for the error of a write to a record that is not there, or not as the clause wants it. */
export function isMissingRecord(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2025'
}

/** True for the error of a write that a unique key refused. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002'
}
