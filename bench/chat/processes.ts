import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { rounded } from '@/bench/metrics'
import { root } from '@/scripts/paths'

export interface Serving {
  readonly url: string
  readonly child: ChildProcess
}

/** Starts a program of ours that prints its address as its first line. It ends with this process. */
export async function serving(file: string, args: readonly string[] = []): Promise<Serving> {
  const child = spawn(process.execPath, [...process.execArgv, root(file), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill('SIGKILL'))
  const [url] = await once(createInterface(child.stdout), 'line')
  return { url: String(url), child }
}

/** Memory of a process in megabytes; Linux only, 0 elsewhere. */
export function residentMb(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return rounded(Number(kilobytes ?? 0) / 1e3, 0)
}
