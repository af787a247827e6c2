import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from '@/scripts/paths'

/** A real worker process; it inherits where the data is. What it says goes nowhere. */
export function startWorkerProcess(): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs'), root('server/testing/ingestProcess.ts')], { cwd: root(), stdio: 'ignore' })
}

/** kill -9, and the end of it. */
export async function kill(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit')
  worker.kill('SIGKILL')
  // One that is stopped dies when it is continued.
  worker.kill('SIGCONT')
  await ended
}
