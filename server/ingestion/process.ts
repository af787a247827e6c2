import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'

/** The limit that a process was killed for. */
export type Breach = 'memory' | 'time' | 'output'

type Limits = { memoryBytes: number; waitMs: number; outputBytes: number }

/** How a process ended. `stderr` is the end of what it wrote there, for the log. */
type Exit = { breach: Breach | undefined; code: number | null; signal: NodeJS.Signals | null; stderr: string }

const memoryCheckMs = 50
const keptErrorText = 2_000

/** A process that answers in lines and is killed when it takes more memory, time or output than it may. It gets no input and no environment. */
export class ParserProcess {
  readonly #limits: Limits
  readonly #child
  readonly #closed: Promise<Omit<Exit, 'breach' | 'stderr'>>
  #breach: Breach | undefined
  #stderr = ''

  /** @param command the program and its arguments. */
  constructor(command: readonly string[], limits: Limits) {
    this.#limits = limits
    const [program = '', ...args] = command
    // PATH and the rest of our environment hold keys and database addresses: nothing of it goes over.
    this.#child = spawn(/* turbopackIgnore: true */ program, args, { env: { NODE_ENV: 'production' }, cwd: tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-keptErrorText)
    })
    this.#closed = new Promise((resolve) => {
      // `error`: it could not be started at all.
      this.#child.once('error', (error) => {
        this.#stderr += error.message
        resolve({ code: null, signal: null })
      })
      this.#child.once('close', (code, signal) => resolve({ code, signal }))
    })
  }

  /** Its output by lines; ends when it does, or when it is killed. While nobody asks for the next line, the process waits. */
  async *lines(): AsyncGenerator<string> {
    const watchdog = this.#watchMemory()
    let written = 0
    let rest = ''
    try {
      for await (const text of this.#texts()) {
        written += Buffer.byteLength(text)
        if (written > this.#limits.outputBytes) return this.#end('output')
        const [first = '', ...more] = text.split('\n')
        rest += first
        for (const line of more) {
          yield rest
          rest = line
        }
      }
    } finally {
      clearInterval(watchdog)
      this.kill()
      // What nobody will read would keep the process's pipe open, and the process from being closed.
      this.#child.stdout.destroy()
    }
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  async exit(): Promise<Exit> {
    const { code, signal } = await this.#closed
    return { breach: this.#breach, code, signal, stderr: this.#stderr }
  }

  /** What it writes, piece by piece; only the time spent waiting for a piece counts against the limit. */
  async *#texts(): AsyncGenerator<string> {
    const stdout: AsyncIterator<unknown> = this.#child.stdout.setEncoding('utf8')[Symbol.asyncIterator]()
    let remainingMs = this.#limits.waitMs
    for (;;) {
      const asked = performance.now()
      const timer = setTimeout(() => this.#end('time'), remainingMs)
      const next = await stdout.next().finally(() => clearTimeout(timer))
      if (next.done === true) return
      remainingMs -= performance.now() - asked
      yield String(next.value)
    }
  }

  #end(breach: Breach): void {
    this.#breach ??= breach
    this.kill()
  }

  /** Kills the process when it grows over the limit. Linux only: elsewhere the heap limit and the time limit remain. */
  #watchMemory(): NodeJS.Timeout | undefined {
    if (process.platform !== 'linux') return undefined
    const status = `/proc/${this.#child.pid}/status`
    return setInterval(() => {
      // It may have just ended; then there is nothing to watch.
      readFile(/* turbopackIgnore: true */ status, 'utf8').then((text) => {
        if (Number(/^VmRSS:\s*(\d+)/m.exec(text)?.[1] ?? 0) * 1024 > this.#limits.memoryBytes) this.#end('memory')
      }, () => undefined)
    }, memoryCheckMs).unref()
  }
}
