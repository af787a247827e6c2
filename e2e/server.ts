import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { root } from '@/scripts/paths'

/** The product as `npm start` runs it, on a port and a data folder of its own. */
export interface Parley {
  readonly url: string
  readonly dataDir: string
  /** Of the process that serves; undefined when none does. */
  pid(): number | undefined
  /** What the server has printed since it was started first. */
  output(): string
  /** Sends the signal to the server alone and resolves when it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Starts it again on the same port and data. */
  restart(): Promise<void>
  /** Ends it and removes its data. */
  close(): Promise<void>
}

/** Blank rather than absent, so that no `.env` of the developer takes part. */
const blank = Object.fromEntries(
  [
    ...['HOST', 'DATABASE_URL', 'AUTH_SECRET', 'AUTH_SECRET_PREVIOUS', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'AUTH_URL', 'TRUSTED_PROXIES', 'DIALECTS', 'CORS_ORIGINS', 'MAX_FILE_SIZE', 'WEB_ALLOW_PRIVATE', 'AGENT_MODULES', 'PROVIDER_ALLOW_PRIVATE', 'MAX_CHAT_HISTORY_CONTEXT', 'CHAT_CONTEXT_TOKENS'],
    ...['REGISTRATION', 'DEFAULT_BALANCE_USD', 'DEFAULT_MODELS', 'MAX_INPUT_TOKENS', 'MAX_OUTPUT_TOKENS', 'REQUESTS_PER_MINUTE', 'STREAMS_PER_USER', 'STREAMS_TOTAL'],
    ...['WEB_SEARCH', 'SEARXNG_URL', 'TAVILY_API_KEY', 'BRAVE_API_KEY', 'VISION_MODELS'],
    ...['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'CHAT_MODEL', 'EMBEDDING_MODEL', 'EMBEDDING_DIMENSIONS', 'EMBEDDING_BASE_URL', 'EMBEDDING_API_KEY'],
  ].map((name) => [name, '']),
)
/** Nothing listens there: an Ollama on the developer's machine would become the default model. */
const noOllama = { OLLAMA_BASE_URL: 'http://127.0.0.1:9' }

const startTimeoutMs = 120_000

/** Starts the product; `env` are variables of Parley. @throws with what it printed when it does not become healthy. */
export async function startParley(env: Readonly<Record<string, string>> = {}): Promise<Parley> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-e2e-'))
  const output: string[] = []
  let child: ChildProcess | undefined

  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, ['--max-semi-space-size=16', '--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs'), root('scripts/start.ts')], {
      cwd: root(),
      env: { NODE_ENV: 'production', PATH: process.env.PATH, HOME: process.env.HOME, ...blank, ...noOllama, ...env, PORT: String(port), DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: the end of the test also ends what a killed server left behind.
      detached: true,
    })
    child = started
    for (const stream of [started.stdout, started.stderr]) stream.setEncoding('utf8').on('data', (text: string) => output.push(text))
    await untilHealthy(url, started, output)
  }
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined || hasEnded(child)) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  const endGroup = (): void => endProcesses(child?.pid)
  process.once('exit', endGroup)

  const close = async (): Promise<void> => {
    process.off('exit', endGroup)
    await kill('SIGKILL')
    endGroup()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await start()
  } catch (error) {
    await close()
    throw error
  }
  return { url, dataDir, pid: () => child?.pid, output: () => output.join(''), kill, restart: start, close }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

async function untilHealthy(url: string, child: ChildProcess, output: readonly string[]): Promise<void> {
  const deadline = Date.now() + startTimeoutMs
  while (Date.now() < deadline && !hasEnded(child)) {
    const health = await fetch(`${url}/api/health`).catch(() => null)
    if (health?.ok === true) return
    await pause(100)
  }
  throw new Error(`Parley did not start\n${output.join('')}`)
}

/** Ends a process group, as far as it is still there. */
function endProcesses(group: number | undefined): void {
  if (group === undefined) return
  try {
    process.kill(-group, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = z.object({ port: z.number() }).parse(probe.address())
  probe.close()
  await once(probe, 'close')
  return port
}
