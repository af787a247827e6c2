// Prisma's own schema engine, compiled to WebAssembly: migrations without a downloaded binary, in the ordinary
// `_prisma_migrations` table, so that `prisma migrate` can be used on the same files.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { Sqlite } from '@/server/sqlite'

const wasmFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm')
const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasmFile)), { './schema_engine_bg.js': { ...glue } })
glue.__wbg_set_wasm(instance.exports)
const start = instance.exports.__wbindgen_start
if (typeof start === 'function') start()

export const noFilters = { externalTables: [], externalEnums: [] }

/** Has an engine work on a database URL and the schema text that it should have. What it opened is closed: it takes a database for itself. */
export async function withSchemaEngine<T>(url: string, schema: string, work: (engine: glue.SchemaEngine) => Promise<T>): Promise<T> {
  const factory = url.startsWith('file:') ? new Sqlite({ url }) : new PrismaPg({ connectionString: url })
  const opened: Promise<SqlDriverAdapter>[] = []
  const noted = (opening: Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> => {
    opened.push(opening)
    return opening
  }
  const { provider, adapterName } = factory
  const bound = bindMigrationAwareSqlAdapterFactory({ provider, adapterName, connect: () => noted(factory.connect()), connectToShadowDb: () => noted(factory.connectToShadowDb()) })
  try {
    const engine = await glue.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, bound)
    const result = await work(engine)
    engine.free()
    return result
  } finally {
    for (const opening of opened) await opening.then((adapter) => adapter.dispose())
  }
}
