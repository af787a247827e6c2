import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { z } from 'zod'

/** A line to a server of this machine that can be cut. */
export interface Line {
  readonly url: string
  /** Breaks every connection; new ones are taken as before. */
  cut(): void
  close(): Promise<void>
}

export async function startLine(to: string): Promise<Line> {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(new URL(to).port), 'localhost')
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  }).listen(0)
  await once(server, 'listening')
  const { port } = z.object({ port: z.number() }).parse(server.address())
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  const close = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    cut()
    await closed
  }
  return { url: `http://localhost:${port}`, cut, close }
}
