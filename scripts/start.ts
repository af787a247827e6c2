// `npm start`: everything between a fresh clone and a served page, a line a step. `npm run dev` is the same with hot reload.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { buildProgram, isBuildStale, isOlder, noteBuild } from '@/scripts/build'
import { loadConfig, refuse } from '@/scripts/loadConfig'
import { root } from '@/scripts/paths'
import type { Config } from '@/server/config'

const isDev = process.argv.includes('--dev')
const run = ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs')]

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Runs a program of the project. Its own words are shown only when it fails, and then it is the end. */
function step(line: string, program: string[]): void {
  say(line)
  const result = spawnSync(process.execPath, [...run, ...program], { cwd: root(), encoding: 'utf8', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } })
  if (result.status === 0) return
  refuse(`${result.stdout}${result.stderr}`.trim())
}

function refuseUnwritable(dataDir: string): void {
  try {
    // Not recursively below a folder that exists: in some (/proc) Node would try for ever.
    if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: !existsSync(dirname(dataDir)), mode: 0o700 })
    accessSync(dataDir, constants.W_OK)
  } catch {
    refuse(`The folder ${dataDir} cannot be written; set DATA_DIR to one that can`)
  }
}

async function refuseTakenPort({ port, host }: Config): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') refuse(`Port ${port} is taken; stop what uses it, or set PORT to another one`)
      refuse(`Port ${port} cannot be opened (${error.code ?? error.message}); set PORT to another one`)
    })
    probe.listen({ port, ...(host === undefined ? {} : { host }) }, () => probe.close(() => resolve()))
  })
}

const startedAt = performance.now()
const config = await loadConfig()
refuseUnwritable(config.dataDir)
await refuseTakenPort(config)

const generated = root('prisma/client/postgres/client.ts')
if (isOlder(generated, statSync(root('prisma/schema.prisma')).mtimeMs)) step('Generating the database client', [root('scripts/generate.ts')])

step('Preparing the database', [root('scripts/migrate.ts')])

if (!isDev && isBuildStale()) {
  const buildStartedAt = Date.now()
  step('Building (once, about a minute)', buildProgram)
  noteBuild(buildStartedAt)
}

const { serve } = await import('@/scripts/serve')
await serve({ config, isDev })
say(`Parley is ready on http://localhost:${config.port} after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s; data in ${config.dataDir}`)
