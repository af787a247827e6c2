/** Runs once when a server process starts: the worker of the queue and the sweeper of abandoned answers. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('@/server/background').then(({ startBackground }) => startBackground())
}
