// `npm run proof:ingestion`: documents are ingested while the worker is killed again and again, on each database, and compared with a run
// that nobody disturbed. `-- --seed N` repeats a run's choices, `-- --kills N` changes how many there are (20).
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { lostBetween, type Outcome, outcomeSchema } from '@/bench/proof/outcome'
import { root } from '@/scripts/paths'
import { createPostgresDatabase, isPostgresThere, setup, teardown } from '@/server/testing/postgres'

const { values } = parseArgs({ options: { seed: { type: 'string' }, kills: { type: 'string' } } })
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const kills = Number(values.kills ?? 20)
const documentCount = 10 + 2 * kills

/** A run in a process and a data folder of its own. */
async function run(databaseUrl: string, killsOfRun: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-proof-'))
  const args = ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs'), root('bench/proof/run.ts'), ...[seed, documentCount, killsOfRun].map(String)]
  const env = { ...process.env, NODE_ENV: 'production' as const, DATA_DIR: folder, DATABASE_URL: databaseUrl, EMBEDDING_DIMENSIONS: '', EMBEDDING_BASE_URL: '', CHAT_MODEL: '', OLLAMA_BASE_URL: 'http://127.0.0.1:9' }
  try {
    const output = await text(spawn(process.execPath, args, { cwd: root(), env, stdio: ['ignore', 'pipe', 'inherit'] }).stdout)
    return outcomeSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const totals = { kills: 0, lost: 0, duplicated: 0, orphaned: 0, stuck: 0 }

async function prove(name: string, newDatabase: () => Promise<string>): Promise<void> {
  const undisturbed = await run(await newDatabase(), 0)
  const disturbed = await run(await newDatabase(), kills)
  const { duplicated, orphaned, stuck } = disturbed
  // The undisturbed run is what the other is compared with: it has to be whole itself.
  const lost = [...lostBetween(undisturbed, undisturbed), ...lostBetween(undisturbed, disturbed)]
  const acts = Object.values(disturbed.acts)
  process.stdout.write(
    `${name}: ${documentCount} documents, ${disturbed.kills} kills, ${acts.filter((act) => act === 'deleted').length} deleted, ${acts.filter((act) => act === 'cancelled').length} cancelled; back at work ${(disturbed.backAfterMs / 1_000).toFixed(1)} s after the last kill\n`,
  )
  for (const [what, lines] of Object.entries({ lost, duplicated, orphaned, stuck })) for (const line of lines) process.stdout.write(`  ${what}: ${line}\n`)
  totals.kills += disturbed.kills
  totals.lost += lost.length
  totals.duplicated += duplicated.length
  totals.orphaned += orphaned.length
  totals.stuck += stuck.length
}

process.stdout.write(`seed ${seed}\n`)
await prove('SQLite', () => Promise.resolve(''))
if (await isPostgresThere()) {
  setup()
  await prove('PostgreSQL', createPostgresDatabase)
  await teardown()
} else {
  process.stdout.write('PostgreSQL: skipped, no server answers at TEST_POSTGRES_URL (default 127.0.0.1:5432)\n')
}
process.stdout.write(`${JSON.stringify(totals)}\n`)
process.exit(totals.lost + totals.duplicated + totals.orphaned + totals.stuck === 0 ? 0 : 1)
