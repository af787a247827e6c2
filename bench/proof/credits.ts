// `npm run proof:credits`: 200 questions at once from two processes on a balance for ten answers, while the processes are killed (kill -9)
// again and again, on each database. Exactly ten are paid, and the books agree with the balance. `-- --seed N` repeats a run's choices,
// `-- --kills N` changes how many kills there are on each (5).
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { type CreditsOutcome, creditsOutcomeSchema } from '@/bench/proof/creditsOutcome'
import { root } from '@/scripts/paths'
import { createPostgresDatabase, isPostgresThere, setup, teardown } from '@/server/testing/postgres'

const { values } = parseArgs({ options: { seed: { type: 'string' }, kills: { type: 'string' } } })
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const kills = Number(values.kills ?? 5)

/** A run in a process and a data folder of its own. */
async function run(databaseUrl: string): Promise<CreditsOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-proof-'))
  const args = ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs'), root('bench/proof/runCredits.ts'), String(seed), String(kills)]
  const noLimits = { REQUESTS_PER_MINUTE: '0', STREAMS_PER_USER: '0', STREAMS_TOTAL: '0' }
  const env = { ...process.env, ...noLimits, NODE_ENV: 'production' as const, DATA_DIR: folder, DATABASE_URL: databaseUrl, CHAT_MODEL: '', OLLAMA_BASE_URL: 'http://127.0.0.1:9' }
  try {
    const output = await text(spawn(process.execPath, args, { cwd: root(), env, stdio: ['ignore', 'pipe', 'inherit'] }).stdout)
    return creditsOutcomeSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const totals = { parallel: 0, affordable: 0, paid: 0, ledgerDifference: 0 }
let isRight = true

async function prove(name: string, newDatabase: () => Promise<string>): Promise<void> {
  const outcome = await run(await newDatabase())
  process.stdout.write(`${name}: ${outcome.parallel} at once, ${outcome.kills} kills, ${outcome.refused} refusals; ${outcome.paid} of ${outcome.affordable} paid, ${outcome.unpaid} answers without payment\n`)
  for (const failure of new Set(outcome.failures)) process.stdout.write(`  failed: ${failure}\n`)
  isRight &&= outcome.paid === outcome.affordable && outcome.unpaid === 0 && outcome.ledgerDifference === 0
  for (const key of ['parallel', 'affordable', 'paid', 'ledgerDifference'] as const) totals[key] += outcome[key]
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
process.exit(isRight ? 0 : 1)
