import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { answerBy } from '@/server/testing/answerBy'
import { startWebServer, type WebServer } from '@/server/testing/webServer'

export interface TestToolServer {
  readonly url: string
  readonly requests: WebServer['requests']
  /** Which tools were called with what, in their order. */
  readonly calls: string[]
  close(): Promise<void>
}

const inputSchema = z.object({ query: z.string().default('') })

/** A server of the Model Context Protocol, over real HTTP, that answers who sends this header. */
export async function startToolServer(authorization: string): Promise<TestToolServer> {
  const calls: string[] = []
  const handler = createMcpHandler(() => {
    const server = new McpServer({ name: 'test', version: '1' })
    const add = (name: string, answer: (query: string) => Promise<string> | string): void => {
      server.registerTool(name, { description: `What ${name} does`, inputSchema }, async ({ query }) => {
        calls.push(`${name}: ${query}`)
        return { content: [{ type: 'text', text: await answer(query) }] }
      })
    }
    add('search', () => 'a heron stands at the quay')
    add('secret', () => 'nobody may know')
    add('long', () => 'x'.repeat(30_000))
    add('broken', () => {
      throw new Error('out of order')
    })
    add('hang', () => new Promise<string>(() => {}))
    return server
  })
  const server = await startWebServer((request, response) => {
    if (request.headers.authorization !== authorization) response.writeHead(401).end()
    else answerBy((asked) => handler.fetch(asked), new URL('http://127.0.0.1/mcp'), request, response).catch(() => response.destroy())
  })
  return { url: `http://127.0.0.1:${server.port}/mcp`, requests: server.requests, calls, close: () => server.close() }
}
