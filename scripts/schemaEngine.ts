// Prisma's own schema engine, compiled to WebAssembly: migrations without a downloaded binary, in the ordinary
// `_prisma_migrations` table, so that `prisma migrate` can be used on the same files.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'

const wasmFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm')
const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasmFile)), { './schema_engine_bg.js': { ...glue } })
glue.__wbg_set_wasm(instance.exports)
const start = instance.exports.__wbindgen_start
if (typeof start === 'function') start()

export const noFilters = { externalTables: [], externalEnums: [] }

/** An engine for a database URL and the schema text that it should have. */
export function schemaEngine(url: string, schema: string) {
  const factory = url.startsWith('file:') ? new PrismaLibSql({ url }) : new PrismaPg({ connectionString: url })
  return glue.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, bindMigrationAwareSqlAdapterFactory(factory))
}
