import type { IncomingMessage, ServerResponse } from 'node:http'
import { closeAll, upgrade } from '@/app/dialects/socket'
import { GET as handler } from '@/app/dialects/[dialect]/[...path]/route'
import { postWithBody } from '@/server/dialects/postWithBody'
import { dialectPaths } from '@/server/dialects/paths.mjs'
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
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  const body = incoming.method === 'GET' || incoming.method === 'HEAD' ? {} : { body: bodyOf(incoming), duplex: 'half' }
  const request = new Request(url, { method: incoming.method ?? 'GET', headers: headersOf(incoming), signal: gone.signal, ...body })
  const path = url.pathname.split('/').filter((part) => part !== '').map(decodeURIComponent)
  const response = await handler(request, { params: Promise.resolve({ dialect, path }) })
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  const reader = response.body?.getReader()
  // A client that leaves ends the body, as Next does.
  outgoing.on('close', () => void reader?.cancel())
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) outgoing.write(part.value)
  outgoing.end()
}

const headersOf = ({ headers }: IncomingMessage): [string, string][] => Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')]]))

function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const parts = incoming[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await parts.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
  })
}
