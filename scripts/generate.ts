// Writes the PostgreSQL twin of the Prisma schema and generates both clients.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { root } from '@/scripts/paths'

const sqlite = readFileSync(root('prisma/schema.prisma'), 'utf8')
writeFileSync(
  root('prisma/postgres.prisma'),
  '// Written by `npm run generate` from schema.prisma. Do not edit.\n' +
    sqlite.replace('provider = "sqlite"', 'provider = "postgresql"').replace('"./client/sqlite"', '"./client/postgres"'),
)

for (const schema of ['prisma/schema.prisma', 'prisma/postgres.prisma']) {
  const run = spawnSync(process.execPath, [root('node_modules/prisma/build/index.js'), 'generate', '--schema', root(schema)], {
    // Prisma asks for the schema engine although generating never runs it; any executable will do, and nothing is downloaded.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  })
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout}${run.stderr}`)
    process.exit(run.status ?? 1)
  }
}
