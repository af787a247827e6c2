/** Runs once when a server process starts: the worker of the queue, the sweeper of abandoned answers, and the socket of Chat-Backend. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const [{ startBackground }, socket] = await Promise.all([import('@/server/background'), import('@/app/dialects/socket')])
    startBackground()
    globalThis.parleySocket = { upgrade: socket.upgrade, closeAll: socket.closeAll }
  }
}
