import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'
import { z } from 'zod'

/** A web server of this machine. */
export interface WebServer {
  readonly port: number
  /** The requests as they came. */
  readonly requests: IncomingMessage[]
  /** How often somebody connected. */
  readonly connections: () => number
  /** Ends every connection, also those that are in use. */
  close(): Promise<void>
}

/** Starts a server that listens on every address of this machine. */
export async function startWebServer(answer: RequestListener, upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): Promise<WebServer> {
  const requests: IncomingMessage[] = []
  let connections = 0
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  if (upgrade !== undefined) server.on('upgrade', upgrade)
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    port,
    requests,
    connections: () => connections,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
