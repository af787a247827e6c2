// `npm run proof:turns`: answers are written while their process is killed (kill -9) again and again, on each database, each time with
// three conversations in which one answer is written and one question waits. `-- --seed N` repeats a run's choices, `-- --kills N` changes
// how many kills there are in all (50).
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { type TurnsOutcome, turnsOutcomeSchema } from '@/bench/proof/turnsOutcome'
import { root } from '@/scripts/paths'
import { createPostgresDatabase, isPostgresThere, setup, teardown } from '@/server/testing/postgres'

const { values } = parseArgs({ options: { seed: { type: 'string' }, kills: { type: 'string' } } })
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const kills = Number(values.kills ?? 50)

/** A run in a process and a data folder of its own. */
async function run(databaseUrl: string, killsOfRun: number): Promise<TurnsOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-proof-'))
  const args = ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs'), root('bench/proof/runTurns.ts'), String(seed), String(killsOfRun)]
  const env = { ...process.env, NODE_ENV: 'production' as const, DATA_DIR: folder, DATABASE_URL: databaseUrl, CHAT_MODEL: 'fake-slow-200', OLLAMA_BASE_URL: 'http://127.0.0.1:9' }
  try {
    const output = await text(spawn(process.execPath, args, { cwd: root(), env, stdio: ['ignore', 'pipe', 'inherit'] }).stdout)
    return turnsOutcomeSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const totals = { kills: 0, lostQuestions: 0, lostTextMs: 0, stuck: 0 }

async function prove(name: string, newDatabase: () => Promise<string>, killsOfRun: number): Promise<void> {
  const outcome = await run(await newDatabase(), killsOfRun)
  process.stdout.write(`${name}: ${outcome.questions} questions, ${outcome.kills} kills; at most ${outcome.lostTextMs} ms of text lost by one\n`)
  for (const line of [...outcome.lostQuestions.map((question) => `lost: ${question}`), ...outcome.stuck.map((answer) => `stuck: ${answer}`)]) process.stdout.write(`  ${line}\n`)
  totals.kills += outcome.kills
  totals.lostQuestions += outcome.lostQuestions.length
  totals.lostTextMs = Math.max(totals.lostTextMs, outcome.lostTextMs)
  totals.stuck += outcome.stuck.length
}

process.stdout.write(`seed ${seed}\n`)
const hasPostgres = await isPostgresThere()
await prove('SQLite', () => Promise.resolve(''), hasPostgres ? Math.ceil(kills / 2) : kills)
if (hasPostgres) {
  setup()
  await prove('PostgreSQL', createPostgresDatabase, Math.floor(kills / 2))
  await teardown()
} else {
  process.stdout.write('PostgreSQL: skipped, no server answers at TEST_POSTGRES_URL (default 127.0.0.1:5432)\n')
}
process.stdout.write(`${JSON.stringify(totals)}\n`)
process.exit(totals.lostQuestions + totals.stuck === 0 ? 0 : 1)
