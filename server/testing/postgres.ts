// The PostgreSQL server of the tests: TEST_POSTGRES_URL, or the one on this machine.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { migrateApart } from '@/server/testing/migrateApart'

/** Begins the names of one run's databases, so that runs beside each other leave each other's alone. The workers inherit it. */
const prefix = (): string => `parley_test_${process.env.PARLEY_TEST_RUN ?? 'alone'}_`

export const testPostgresUrl = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'

async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: testPostgresUrl, connectionTimeoutMillis: 2_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Whether a server answers. */
export async function isPostgresThere(): Promise<boolean> {
  return withClient(() => Promise.resolve(true)).catch(() => false)
}

const migrated = (): string => `${prefix()}migrated`

/** Creates a database of the newest schema, a copy of the one that `setup` migrated, and returns its URL; `teardown` drops all of them. */
export const createPostgresDatabase = (): Promise<string> => create(`${prefix()}${randomUUID().replaceAll('-', '')}`, migrated())

async function create(name: string, template: string): Promise<string> {
  await withClient(async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
    // Tests kill our processes and never the server of the database: nobody has to wait for its disk.
    await client.query(`ALTER DATABASE ${name} SET synchronous_commit = off`)
  })
  const url = new URL(testPostgresUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Vitest's global set-up, before the run. */
export async function setup(): Promise<void> {
  process.env.PARLEY_TEST_RUN = String(process.pid)
  await migrateApart(await create(migrated(), 'template1'))
}

/** After the run, its databases are dropped. */
export async function teardown(): Promise<void> {
  await withClient(async (client) => {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [`${prefix()}%`])
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
  })
}
