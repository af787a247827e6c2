// A SearXNG and the pages that it finds, on this machine.
//
// In a test, before anything imports server/config.ts:
//   const internet = await vi.hoisted(async () => (await import('@/server/testing/searchServer')).useSearchServer())
//   afterAll(() => internet.close())
import type { ServerResponse } from 'node:http'
import { startWebServer } from '@/server/testing/webServer'

export interface SearchServer {
  /** What SEARXNG_URL is to be. */
  readonly url: string
  /** What is found from now on, by its path here or its whole address. */
  found: readonly string[]
  /** The pages by their paths: HTML, or how the server answers. */
  readonly pages: Map<string, string | ((response: ServerResponse) => void)>
  /** Whether the search itself fails. */
  isBroken: boolean
  /** What was searched for. */
  readonly queries: string[]
  /** The paths of the pages that were asked for. */
  readonly asked: string[]
  close(): Promise<void>
}

export async function startSearchServer(): Promise<SearchServer> {
  const pages: SearchServer['pages'] = new Map()
  const server = await startWebServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    if (pathname === '/search') return search(searchParams.get('q') ?? '', response)
    started.asked.push(pathname)
    const page = pages.get(pathname)
    if (typeof page === 'function') return page(response)
    if (page === undefined) return void response.writeHead(404).end()
    response.setHeader('content-type', pathname === '/robots.txt' ? 'text/plain' : 'text/html').end(page)
  })
  const url = `http://127.0.0.1:${server.port}`
  const search = (query: string, response: ServerResponse): void => {
    started.queries.push(query)
    if (started.isBroken) return void response.writeHead(500).end()
    const results = started.found.map((page) => ({ url: new URL(page, url).href, title: page, content: '' }))
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ results }))
  }
  const started: SearchServer = { url, found: [], pages, isBroken: false, queries: [], asked: [], close: () => server.close() }
  return started
}

/** Starts one and points this process at it. Pages of this machine may be read at 127.0.0.1 alone. */
export async function useSearchServer(): Promise<SearchServer> {
  const server = await startSearchServer()
  Object.assign(process.env, { WEB_SEARCH: 'searxng', SEARXNG_URL: server.url, WEB_ALLOW_PRIVATE: '127.0.0.1' })
  return server
}
