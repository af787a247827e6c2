import { spawn } from 'node:child_process'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@/server/errors'
import type { TidyOptions } from '@/server/vectors/tidy/tidy'

const MB = 1024 * 1024
/**
 * Megabytes that building a full-text index may fill before it writes a part: an eighth of the machine's. Every search looks into every
 * part: 100,000 chunks in one instead of two are searched in half the time, with 90 MB less.
 */
const indexPartMegabytes = Math.round(Math.min(2_048, Math.max(512, totalmem() / MB / 8)))
const keptErrorText = 2_000

/** Tidies a table in a process of its own. @throws AppError internal with what the process said; the signal's reason when it is aborted. */
export async function runTidy(folder: string, table: string, options: TidyOptions, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const root = process.cwd()
  const inRoot = (part: string): string => join(/* turbopackIgnore: true */ root, part)
  const program = ['--disable-warning=ExperimentalWarning', '--import', inRoot('scripts/alias.mjs'), inRoot('server/vectors/tidy/main.ts')]
  const child = spawn(/* turbopackIgnore: true */ process.execPath, [...program, folder, table, JSON.stringify(options)], {
    env: { NODE_ENV: 'production', LANCE_FTS_PARTITION_SIZE: String(indexPartMegabytes) },
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-keptErrorText)
  })
  const abort = (): boolean => child.kill('SIGKILL')
  signal.addEventListener('abort', abort, { once: true })
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    signal.throwIfAborted()
    if (code !== 0) throw new AppError('internal', 'The search index could not be tidied; it will be tried again', { cause: new Error(said) })
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
