// `npm run proof:access`: every procedure, every route file, every operation of the REST API and every route of an older system is asked as
// its owner, as a member of a team who may read or write, as a stranger, as somebody who was disabled, with an API key of another scope and
// as nobody, on each database. The tables of who is answered what are in server/testing/access; what is not in them fails.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { root } from '@/scripts/paths'
import { createPostgresDatabase, isPostgresThere, setup, teardown } from '@/server/testing/postgres'

const outcomeSchema = z.object({ checks: z.int(), wrong: z.array(z.string()), unknown: z.array(z.string()) })

/** A run in a process and a data folder of its own. */
async function run(databaseUrl: string): Promise<z.infer<typeof outcomeSchema>> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-proof-'))
  const modules = ['scripts/alias.mjs', 'bench/proof/routeModules.mjs'].flatMap((file) => ['--import', root(file)])
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: 'only-for-the-proof-only-for-the-proof-only',
    // Whoever is asked about thousands of times in a minute is not meant to be refused for that.
    REQUESTS_PER_MINUTE: '0',
    WEB_ALLOW_PRIVATE: '127.0.0.1',
    PROVIDER_ALLOW_PRIVATE: '127.0.0.1',
    WEB_SEARCH: 'off',
    OPENAI_API_KEY: '',
    OLLAMA_BASE_URL: 'http://127.0.0.1:9',
    DIALECTS: '',
  }
  try {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...modules, root('bench/proof/walkAccess.ts')], { cwd: root(), env, stdio: ['ignore', 'pipe', 'inherit'] })
    const output = await text(child.stdout)
    return outcomeSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const totals = { checks: 0, wrong: 0, unknownRoutes: 0 }

async function prove(name: string, databaseUrl: string): Promise<void> {
  const { checks, wrong, unknown } = await run(databaseUrl)
  process.stdout.write(`${name}: ${checks} answers looked at, ${wrong.length} wrong, ${unknown.length} unknown\n`)
  for (const line of [...wrong.map((one) => `wrong: ${one}`), ...unknown.map((one) => `unknown: ${one}`)]) process.stdout.write(`  ${line}\n`)
  totals.checks += checks
  totals.wrong += wrong.length
  totals.unknownRoutes += unknown.length
}

await prove('SQLite', '')
if (await isPostgresThere()) {
  setup()
  await prove('PostgreSQL', await createPostgresDatabase())
  await teardown()
} else {
  process.stdout.write('PostgreSQL: skipped, no server answers at TEST_POSTGRES_URL (default 127.0.0.1:5432)\n')
}
process.stdout.write(`${JSON.stringify(totals)}\n`)
process.exit(totals.wrong + totals.unknownRoutes === 0 ? 0 : 1)
