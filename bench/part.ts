// A bench runs each system in a process of its own, so that the memory of one is not counted for another.
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { rounded } from '@/bench/metrics'

const figuresSchema = z.record(z.string(), z.number())
/** What a part measured, by name: times in milliseconds, sizes in megabytes. */
export type Figures = z.infer<typeof figuresSchema>

/** An empty folder that is gone when this process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs `node FILE --part ARGS` with a data folder; its last line is its figures. Undefined, with a line that says so, when it fails. */
export async function runPart(file: string, args: readonly (string | number)[], folder: string): Promise<Figures | undefined> {
  const child = spawn(process.execPath, [...process.execArgv, file, '--part', ...args.map(String)], { env: { ...process.env, BENCH_FOLDER: folder }, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const said = (await text(child.stdout)).trim().split('\n')
  const code = await ended
  if (code === 0) return figuresSchema.parse(JSON.parse(said.at(-1) ?? ''))
  process.stderr.write(`${args.join(' ')} ended with ${code ?? 'a signal'}\n`)
  return undefined
}

/** Ends a part with what it measured. */
export function endPart(figures: Figures): never {
  const peakMb = rounded(process.resourceUsage().maxRSS / 1e3, 0)
  process.stdout.write(`${JSON.stringify({ ...figures, peakMb })}\n`)
  process.exit(0)
}

export function megabytesOf(folder: string): number {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile())
  return rounded(files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0) / 1e6, 0)
}

/** The sizes of a run: 1,000, 10,000 and 100,000 chunks, or those that are named; a million when it is asked for. */
export function sizesOf(args: readonly string[]): number[] {
  const named = args.map(Number).filter((size) => size > 0)
  const usual = named.length > 0 ? named : [1_000, 10_000, 100_000]
  return args.includes('--million') ? [...usual, 1_000_000] : usual
}
