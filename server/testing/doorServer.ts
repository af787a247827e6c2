import type { IncomingMessage, ServerResponse } from 'node:http'
import { DELETE as mcpDelete, GET as mcpGet, POST as mcpPost } from '@/app/api/mcp/route'
import { GET as openaiGet, POST as openaiPost } from '@/app/api/openai/v1/[...path]/route'
import { DELETE, GET, PATCH, POST, PUT } from '@/app/api/rest/[...path]/route'
import { GET as openApi } from '@/app/api/rest/openapi.json/route'
import { GET as trpcGet, POST as trpcPost } from '@/app/api/trpc/[trpc]/route'
import { answerBy } from '@/server/testing/answerBy'
import { startWebServer, type WebServer } from '@/server/testing/webServer'

type Handler = (request: Request, context: { params: Promise<{ path: string[] }> }) => Promise<Response> | Response

/** The doors for programs, by the paths that they are at. */
const doors: readonly [prefix: string, methods: Readonly<Record<string, Handler>>][] = [
  ['/api/rest/openapi.json', { GET: openApi }],
  ['/api/rest/', { GET, POST, PUT, PATCH, DELETE }],
  ['/api/openai/v1/', { GET: openaiGet, POST: openaiPost }],
  ['/api/mcp', { GET: mcpGet, POST: mcpPost, DELETE: mcpDelete }],
  ['/api/trpc/', { GET: trpcGet, POST: trpcPost }],
]

/** The doors for programs over real HTTP, without the weight of Next. */
export async function startDoorServer(): Promise<WebServer & { readonly url: string }> {
  const server = await startWebServer((request, response) => void answer(request, response))
  return { ...server, url: `http://127.0.0.1:${server.port}` }
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`)
  const [prefix, methods] = doors.find(([start]) => url.pathname.startsWith(start)) ?? []
  const handler = methods?.[incoming.method ?? 'GET']
  if (prefix === undefined || handler === undefined) return void outgoing.writeHead(prefix === undefined ? 404 : 405).end()
  const path = url.pathname.slice(prefix.length).split('/').map(decodeURIComponent)
  await answerBy((request) => handler(request, { params: Promise.resolve({ path }) }), url, incoming, outgoing)
}
