/** Runs once when a server process starts: the worker of the queue, the sweeper of abandoned answers, and the socket of Chat-Backend. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { closeAll, startBackground, upgrade } = await import('@/instrumentation.node')
    startBackground()
    globalThis.parleySocket = { upgrade, closeAll }
  }
}
