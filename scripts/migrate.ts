// Brings a database to the newest schema, and writes a new migration when the models changed:
//   npm run migrate                  applies what is missing
//   npm run migrate -- --new NAME    writes prisma/migrations/{sqlite,postgres}/<time>_NAME from the changed models
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { loadConfig, refuse } from '@/scripts/loadConfig'
import { root } from '@/scripts/paths'
import { noFilters, withSchemaEngine } from '@/scripts/schemaEngine'
import { pathOf } from '@/server/sqlite'

const providers = ['sqlite', 'postgres'] as const
type Provider = (typeof providers)[number]

/** Writing a migration asks a PostgreSQL server about its dialect; nothing is changed on it. */
const scratchPostgres = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'

const schemaFile = (provider: Provider): string => root(`prisma/${provider === 'sqlite' ? 'schema' : 'postgres'}.prisma`)
const migrationsFolder = (provider: Provider): string => root(`prisma/migrations/${provider}`)
const providerOf = (url: string): Provider => (url.startsWith('file:') ? 'sqlite' : 'postgres')

function migrationsList(provider: Provider) {
  const baseDir = migrationsFolder(provider)
  const folders = existsSync(baseDir) ? readdirSync(baseDir).filter((name) => /^\d/.test(name)).toSorted() : []
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(join(baseDir, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: folders.map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') } },
    })),
  }
}

/** Applies every migration that a database lacks; its folder is made when it is a file. Returns their names. */
export async function migrate(url: string): Promise<string[]> {
  const provider = providerOf(url)
  if (provider === 'sqlite') {
    mkdirSync(dirname(pathOf(url)), { recursive: true })
    // WAL is a property of the file: readers and the writer do not wait for each other, in every process that opens it.
    const database = new DatabaseSync(pathOf(url))
    database.exec('PRAGMA journal_mode = WAL')
    database.close()
  }
  const schema = readFileSync(schemaFile(provider), 'utf8')
  return (await withSchemaEngine(url, schema, (engine) => engine.applyMigrations({ filters: noFilters, migrationsList: migrationsList(provider) }))).appliedMigrationNames
}

/** The names of the migrations that a database lacks. Changes nothing. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const provider = providerOf(url)
  const schema = readFileSync(schemaFile(provider), 'utf8')
  const { history, failedMigrationNames } = await withSchemaEngine(url, schema, (engine) =>
    engine.diagnoseMigrationHistory({ filters: noFilters, migrationsList: migrationsList(provider), optInToShadowDatabase: false }),
  )
  return [...failedMigrationNames, ...(history !== null && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : [])]
}

/** Writes the SQL that leads from the models of the last migration to those of now, for both databases. */
async function writeMigration(name: string): Promise<void> {
  const folder = `${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}_${name}`
  for (const provider of providers) {
    const schema = readFileSync(schemaFile(provider), 'utf8')
    const { stdout } = await withSchemaEngine(provider === 'sqlite' ? 'file::memory:' : scratchPostgres, schema, (engine) =>
      engine.diff({ from: previousModels(provider), to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] }, script: true, exitCode: null, filters: noFilters }),
    )
    const target = join(migrationsFolder(provider), folder)
    mkdirSync(target, { recursive: true })
    writeFileSync(join(target, 'migration.sql'), stdout ?? '')
    // The models beside their SQL, so that the next difference needs no database.
    writeFileSync(join(target, 'models.prisma'), schema)
    process.stdout.write(`wrote ${join(target, 'migration.sql')}\n`)
  }
}

function previousModels(provider: Provider) {
  const last = readdirSync(migrationsFolder(provider)).filter((name) => /^\d/.test(name)).toSorted().at(-1)
  if (last === undefined) return { tag: 'empty' as const }
  const content = readFileSync(join(migrationsFolder(provider), last, 'models.prisma'), 'utf8')
  return { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [flag, name] = process.argv.slice(2)
  if (flag === '--new' && name !== undefined && /^\w+$/.test(name)) await writeMigration(name)
  else await migrateConfigured()
}

/** Applies what the configured database lacks; says in a line what it did, or why it could not. */
async function migrateConfigured(): Promise<void> {
  const { databaseUrl } = await loadConfig()
  const applied = await migrate(databaseUrl).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message.split('\n').find((line) => line.trim() !== '') : String(error)
    return refuse(`The database cannot be prepared: ${reason?.trim()}. Check DATABASE_URL and that its server runs`)
  })
  process.stdout.write(applied.length === 0 ? 'The database is up to date\n' : `Applied ${applied.join(', ')}\n`)
}
