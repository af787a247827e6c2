import { setTimeout as pause } from 'node:timers/promises'

interface Watch {
  readonly signal: AbortSignal
  /** How long nothing may move. */
  readonly afterMs: number
  /** How long work that is told to stop may take to do so before it is left behind. */
  readonly graceMs?: number
  /** What the work is broken off with. */
  readonly reason: () => Error
}

/**
 * Runs work that says whenever it moves. When it stands still for too long its signal aborts with the reason; work that does not even
 * listen is left behind, and the reason is thrown in its place.
 */
export async function unlessStill<T>(work: (signal: AbortSignal, moved: () => void) => Promise<T>, { signal, afterMs, graceMs = 5_000, reason }: Watch): Promise<T> {
  const still = new AbortController()
  const timer = setTimeout(() => still.abort(reason()), afterMs)
  const working = work(AbortSignal.any([signal, still.signal]), () => timer.refresh())
  const ended = new AbortController()
  try {
    return await Promise.race([working, leftBehind(still.signal, { graceMs, ended: ended.signal })])
  } finally {
    clearTimeout(timer)
    ended.abort()
  }
}

/** Rejects some time after a signal aborted, with its reason. Never resolves. */
async function leftBehind(signal: AbortSignal, { graceMs, ended }: { graceMs: number; ended: AbortSignal }): Promise<never> {
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await pause(graceMs, undefined, { signal: ended }).catch(() => undefined)
  throw signal.reason
}
