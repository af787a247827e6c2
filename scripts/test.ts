// `npm test`: types, lint, unit and database tests, then the journeys in a real Chromium against a built server.
// `npm run check` (--fast) leaves out what needs PostgreSQL or a browser. Ends with the totals; exits with 1 when anything failed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import { buildProgram, isBuildStale, noteBuild } from '@/scripts/build'
import { findChromium } from '@/scripts/chromium'
import { root } from '@/scripts/paths'
import { isPostgresThere } from '@/server/testing/postgres'

const isFast = process.argv.includes('--fast')
const run = ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs')]
const failures: string[] = []
const totals = { passed: 0, failed: 0, skipped: 0 }

/** Runs a step with its output shown; notes when it fails and goes on, so that one run shows everything that is wrong. */
function step(title: string, program: string[], env: Record<string, string> = {}): boolean {
  process.stdout.write(`\n— ${title}\n`)
  const { status } = spawnSync(process.execPath, [...run, ...program], { cwd: root(), stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env } })
  if (status !== 0) failures.push(title)
  return status === 0
}

function count(passed: number, failed: number, skipped: number): void {
  totals.passed += passed
  totals.failed += failed
  totals.skipped += skipped
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ name: z.string(), assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })) })),
})
/** A file or a describe block of journeys. */
const suite = z.object({
  get suites() {
    return z.array(suite).optional()
  },
  specs: z.array(z.object({ title: z.string(), file: z.string(), ok: z.boolean(), tests: z.array(z.object({ results: z.array(z.object({ error: z.object({ message: z.string() }).optional() })) })) })),
})
type Suite = z.infer<typeof suite>
const playwrightReport = z.object({ suites: z.array(suite), stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }) })

/** A line of what a failed test said of itself, without the colours. */
function saying(name: string, messages: readonly string[]): string {
  const reason = stripVTControlCharacters(messages.join('; ')).split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('at ')).slice(0, 6).join(' | ')
  return `${name}: ${reason.slice(0, 600)}`
}

function vitest(title: string, projects: string[]): void {
  const report = join(tmpdir(), `parley-vitest-${process.pid}.json`)
  step(title, [root('node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...projects.flatMap((name) => ['--project', name])])
  if (!existsSync(report)) return
  const result = vitestReport.parse(JSON.parse(readFileSync(report, 'utf8')))
  rmSync(report)
  for (const file of result.testResults) {
    for (const { status, fullName, failureMessages } of file.assertionResults) if (status === 'failed') failures.push(saying(`${relative(root(), file.name)}: ${fullName}`, failureMessages))
  }
  count(result.numPassedTests, result.numFailedTests, result.numPendingTests)
}

function playwright(chromium: string): void {
  const report = join(tmpdir(), `parley-playwright-${process.pid}.json`)
  step('Journeys in Chromium', [root('node_modules/@playwright/test/cli.js'), 'test'], { PARLEY_CHROMIUM: chromium, PARLEY_E2E_REPORT: report })
  if (!existsSync(report)) return
  const { suites, stats } = playwrightReport.parse(JSON.parse(readFileSync(report, 'utf8')))
  rmSync(report)
  for (const { file, title, tests } of suites.flatMap(failedSpecs)) failures.push(saying(`${file}: ${title}`, tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []))))
  count(stats.expected + stats.flaky, stats.unexpected, stats.skipped)
}

function failedSpecs({ specs, suites = [] }: Suite): Suite['specs'] {
  return [...specs.filter(({ ok }) => !ok), ...suites.flatMap(failedSpecs)]
}

/** The journeys start the product as people do, which builds when the build is stale: once, here, and not for each of them. */
function build(): boolean {
  if (!isBuildStale()) return true
  const startedAt = Date.now()
  const isBuilt = step('Build', buildProgram)
  if (isBuilt) noteBuild(startedAt)
  return isBuilt
}

step('Database client', [root('scripts/generate.ts')])
step('Types', [root('node_modules/typescript/bin/tsc'), '--noEmit'])
step('Lint and import rules', [root('node_modules/oxlint/bin/oxlint')])

const hasPostgres = !isFast && (await isPostgresThere())
if (!isFast && !hasPostgres) process.stdout.write('\nPostgreSQL tests are skipped: no server answers at TEST_POSTGRES_URL (default 127.0.0.1:5432)\n')
vitest('Unit and database tests', ['unit', 'sqlite', ...(hasPostgres ? ['postgres'] : [])])

if (!isFast) {
  const chromium = findChromium()
  if (chromium === undefined) failures.push('Journeys in Chromium: no browser was found and none could be installed')
  else if (build()) playwright(chromium)
}

for (const failure of failures) process.stdout.write(`FAILED: ${failure}\n`)
process.stdout.write(`\n${totals.passed} passed, ${totals.failed + (failures.length > 0 && totals.failed === 0 ? failures.length : 0)} failed, ${totals.skipped} skipped\n`)
process.exit(failures.length === 0 ? 0 : 1)
