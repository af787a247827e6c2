import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import next from 'next'
import { isReadablePath } from '@/scripts/isReadablePath'
import { root } from '@/scripts/paths'
import { peerHeader } from '@/server/auth/address'
import type { Config } from '@/server/config'
import { postWithBody } from '@/server/dialects/postWithBody'

/** How long answers and uploads that are under way may go on after the first signal; a second one ends them at once. */
const graceMs = 10_000

/** Serves the application until a signal ends it. Resolves when it listens. */
export async function serve({ config, isDev }: { config: Config; isDev: boolean }): Promise<void> {
  setEnvironment(config, isDev)
  const app = next({ dev: isDev, dir: root(), port: config.port, ...(config.host === undefined ? {} : { hostname: config.host }) })
  await app.prepare()
  const handle = app.getRequestHandler()
  const server = createServer((request, response) => {
    if (!isReadablePath(request.url)) return void response.writeHead(400, { connection: 'close' }).end()
    notePeer(request)
    postWithBody(request)
    void handle(request, response)
  })
  // Beside our socket only hot reload upgrades. Next leaves any other such connection open for good.
  server.on('upgrade', (request, socket, head) => {
    if (!isReadablePath(request.url)) return refuseUpgrade(socket)
    notePeer(request)
    if (globalThis.parleySocket?.upgrade(request, socket, head) === true) return
    void (isDev ? app.getUpgradeHandler()(request, socket, head) : refuseUpgrade(socket))
  })
  endOnSignals(server)
  await new Promise<void>((resolve) => server.listen({ port: config.port, ...(config.host === undefined ? {} : { host: config.host }) }, resolve))
}

/** What Next and next-auth read by themselves. */
function setEnvironment(config: Config, isDev: boolean): void {
  Object.assign(process.env, {
    NODE_ENV: isDev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_URL: config.authUrl ?? `http://localhost:${config.port}`,
  })
}

/** The socket's address is the only one that a client cannot make up. */
function notePeer(request: IncomingMessage): void {
  request.headers[peerHeader] = request.socket.remoteAddress ?? 'unknown'
}

function refuseUpgrade(socket: Duplex): void {
  socket.on('error', () => {})
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
}

function endOnSignals(server: Server): void {
  let isEnding = false
  const end = (): void => {
    if (isEnding) process.exit(1)
    isEnding = true
    process.stdout.write('Ending; what is under way may finish\n')
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    globalThis.parleySocket?.closeAll()
    const background = globalThis.parleyStopBackground?.() ?? Promise.resolve()
    setTimeout(() => process.exit(0), graceMs).unref()
    void Promise.all([closed, background]).then(() => process.exit(0))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}
