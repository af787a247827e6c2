// A bench runs each system in a process of its own, so that the memory of one is not counted for another.
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
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
  process.stdout.write(`${JSON.stringify({ ...figures, peakMb: rounded(process.resourceUsage().maxRSS / 1e3, 0) })}\n`)
  process.exit(0)
}

/** What the process holds now. */
export function megabytesHeld(): number {
  return rounded(process.memoryUsage.rss() / 1e6, 0)
}

export function megabytesOf(folder: string): number {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile())
  return rounded(files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0) / 1e6, 0)
}

export interface Order {
  readonly sizes: readonly number[]
  /** Where bases are kept for the next run, by their sizes. */
  readonly keep: string | undefined
}

/** What is asked for: 1,000, 10,000 and 100,000 chunks, or the sizes that are named; a million when it is asked for. */
export function orderOf(args: readonly string[]): Order {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { million: { type: 'boolean', default: false }, keep: { type: 'string' } } })
  const named = positionals.map((size) => z.coerce.number().int().positive().parse(size))
  const usual = named.length > 0 ? named : [1_000, 10_000, 100_000]
  return { sizes: values.million ? [...usual, 1_000_000] : usual, keep: values.keep }
}

/** Figures of several systems as a table, a system a line; the JSON lines below it are for programs. */
export function printTable(title: string, columns: readonly string[], rows: ReadonlyMap<string, Figures>): void {
  const cells = [['', ...columns], ...[...rows].map(([name, figures]) => [name, ...columns.map((column) => figures[column]?.toLocaleString('en') ?? '–')])]
  const widths = ['', ...columns].map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)))
  const lines = cells.map((line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '))
  process.stdout.write(`\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`)
}
