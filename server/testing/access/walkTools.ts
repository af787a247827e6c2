import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { z } from 'zod'
import type { Headers, Stage } from '@/server/testing/access/stage'
import type { Tally } from '@/server/testing/access/tally'
import { startDoorServer } from '@/server/testing/doorServer'
import type { Records } from '@/server/testing/records'

interface ToolAccess {
  readonly scope: string
  /** undefined: it names no record. */
  readonly asks?: (records: Records) => Record<string, unknown>
}

/** The tools that models elsewhere are offered; all of them only read. One that is not here fails the walk. */
const tools: Readonly<Record<string, ToolAccess>> = {
  list_knowledge_bases: { scope: 'knowledge:read' },
  search_knowledge_base: { scope: 'knowledge:read', asks: ({ base }) => ({ question: 'What is ready?', knowledgeBaseIds: [base] }) },
  read_passage: { scope: 'knowledge:read', asks: ({ chunk }) => ({ passageId: chunk }) },
  ask_assistant: { scope: 'chat', asks: ({ assistant }) => ({ question: 'What is ready?', assistantId: assistant }) },
}

const resultSchema = z.object({ isError: z.boolean().optional(), content: z.array(z.object({ text: z.string() })) })

/** Every tool of the Model Context Protocol, over its route. */
export async function walkTools(tally: Tally, stage: Stage): Promise<void> {
  const server = await startDoorServer()
  const address = new URL(`${server.url}/api/mcp`)
  async function as<T>(headers: Headers, work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ name: 'walk', version: '1' })
    await client.connect(new StreamableHTTPClientTransport(address, { requestInit: { headers: { ...headers } } }))
    return work(client).finally(() => client.close())
  }
  const call = (headers: Headers, name: string, records: Records) => as(headers, async (client) => resultSchema.parse(await client.callTool({ name, arguments: tools[name]?.asks?.(records) ?? {} })))
  try {
    for (const [who, headers] of [['nobody', stage.nobody], ['suspended', stage.suspended]] as const) {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} })
      const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers }, body })
      tally.expect(`MCP as ${who}`, response.status, 401)
    }
    for (const { name } of (await as(stage.owner, (client) => client.listTools())).tools) {
      const access = tools[name]
      if (!tally.meet(access !== undefined, `the tool ${name}`) || access === undefined) continue
      const failed = async (who: string, headers: Headers, wanted: boolean): Promise<void> => tally.expect(`MCP ${name} as ${who} fails`, (await call(headers, name, stage.theirs)).isError ?? false, wanted)
      await failed('a key without the scope', await stage.keyWithout(access.scope), true)
      await failed('owner', stage.owner, false)
      await failed('member', stage.member, false)
      const foreign = await call(stage.stranger, name, stage.theirs)
      tally.expect(`MCP ${name} as stranger fails`, foreign.isError ?? false, access.asks !== undefined)
      tally.expect(`MCP ${name} of nothing`, (await call(stage.stranger, name, stage.never)).content[0]?.text, foreign.content[0]?.text)
    }
  } finally {
    await server.close()
  }
}
