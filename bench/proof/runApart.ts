import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { z } from 'zod'
import { root } from '@/scripts/paths'

interface Apart<T> {
  /** The program, from the root of the project. The last line it prints is its outcome as JSON. */
  readonly file: string
  readonly args?: readonly (number | string)[]
  readonly env: Readonly<Record<string, string>>
  /** What is loaded before it. */
  readonly imports?: readonly string[]
  readonly outcome: z.ZodType<T>
}

/** Runs a program in a process and a data folder of its own, where no language model of this machine is found. */
export async function runApart<T>({ file, args = [], env, imports = [], outcome }: Apart<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-proof-'))
  const flags = ['--disable-warning=ExperimentalWarning', ...['scripts/alias.mjs', ...imports].flatMap((module) => ['--import', root(module)])]
  const own = { NODE_ENV: 'production' as const, DATA_DIR: folder, OLLAMA_BASE_URL: 'http://127.0.0.1:9', CHAT_MODEL: '', ...env }
  try {
    const child = spawn(process.execPath, [...flags, root(file), ...args.map(String)], { cwd: root(), env: { ...process.env, ...own }, stdio: ['ignore', 'pipe', 'inherit'] })
    const output = await text(child.stdout)
    return outcome.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
