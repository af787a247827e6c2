import type { IncomingMessage, ServerResponse } from 'node:http'
import { closeAll, upgrade } from '@/app/dialects/socket'
import { GET as handler } from '@/app/dialects/[dialect]/[...path]/route'
import { postWithBody } from '@/server/dialects/postWithBody'
import { dialectPaths } from '@/server/dialects/paths.mjs'
import { answerBy } from '@/server/testing/answerBy'
import { startWebServer, type WebServer } from '@/server/testing/webServer'

/** The dialects over real HTTP at their documented paths, without the weight of Next. */
export async function startDialectServer(): Promise<WebServer & { readonly url: string }> {
  const server = await startWebServer(
    (request, response) => void answer(request, response),
    (request, socket, head) => void (upgrade(request, socket, head) || socket.destroy()),
  )
  const close = async (): Promise<void> => {
    closeAll()
    await server.close()
  }
  return { ...server, close, url: `http://127.0.0.1:${server.port}` }
}

const matchers = Object.entries(dialectPaths).map(([dialect, paths]) => ({ dialect, paths: paths.map((path) => new RegExp(`^${path.replace('/:path*', '(/.*)?').replace(':path', '[^/]+')}/?$`)) }))

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`)
  const dialect = matchers.find(({ paths }) => paths.some((path) => path.test(url.pathname)))?.dialect
  if (dialect === undefined) return void outgoing.writeHead(404).end('Not led anywhere')
  postWithBody(incoming)
  const path = url.pathname.split('/').filter((part) => part !== '').map(decodeURIComponent)
  await answerBy((request) => handler(request, { params: Promise.resolve({ dialect, path }) }), url, incoming, outgoing)
}
