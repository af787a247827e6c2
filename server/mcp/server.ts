import { McpServer } from '@modelcontextprotocol/server'
import type { z } from 'zod'
import manifest from '@/package.json' with { type: 'json' }
import type { Actor } from '@/server/auth/actor'
import type { Scope } from '@/server/auth/schema'
import { refuseBeyondScope } from '@/server/auth/scope'
import { AppError, publicError } from '@/server/errors'
import { log } from '@/server/log'
import { ask, askInput, askOutput, listBases, listInput, listOutput, readInput, readOutput, readPassage, search, searchInput, searchOutput } from '@/server/mcp/tools'
import { countRequest } from '@/server/usage/limits'

const instructions = `Parley holds knowledge bases of documents. Find out what there is with list_knowledge_bases, find passages with search_knowledge_base, read around one with read_passage, or let Parley answer with ask_assistant. Say which document a fact is from.`

/** What a tool gives: as structured content, and as text for clients that read no other. */
function given(output: Record<string, unknown>) {
  return { structuredContent: output, content: [{ type: 'text' as const, text: JSON.stringify(output) }] }
}

/** A failure that a model can read and act upon. */
function failed(error: unknown) {
  if (!(error instanceof AppError)) log.error('a tool failed', error)
  return { isError: true, content: [{ type: 'text' as const, text: publicError(error).message }] }
}

/** The tools, for one person. All of them only read; an answer may be another one the next time. */
export function serverFor(actor: Actor): McpServer {
  const server = new McpServer({ name: 'parley', title: 'Parley', version: manifest.version }, { instructions })
  const reads = { readOnlyHint: true, openWorldHint: false, idempotentHint: true, destructiveHint: false }

  let calls = 0

  async function asked<T extends Record<string, unknown>>(scope: Scope, work: () => Promise<T>) {
    try {
      refuseBeyondScope(actor, scope)
      // Older clients may send many calls in one request, which was counted as one.
      calls += 1
      if (calls > 1) await countRequest(actor)
      return given(await work())
    } catch (error) {
      return failed(error)
    }
  }

  server.registerTool(
    'list_knowledge_bases',
    { title: 'List knowledge bases', description: 'Lists the knowledge bases that can be searched and the assistants that can be asked, with their ids.', inputSchema: listInput, outputSchema: listOutput, annotations: reads },
    () => asked('knowledge:read', () => listBases(actor)),
  )
  server.registerTool(
    'search_knowledge_base',
    { title: 'Search knowledge bases', description: 'Finds the passages of the documents that fit a question best, with the documents and pages they stand on.', inputSchema: searchInput, outputSchema: searchOutput, annotations: reads },
    (input: z.output<typeof searchInput>, { mcpReq }) => asked('knowledge:read', () => search(actor, input, mcpReq.signal)),
  )
  server.registerTool(
    'read_passage',
    { title: 'Read a passage', description: 'Gives a passage whole, with the one before it and the one after it.', inputSchema: readInput, outputSchema: readOutput, annotations: reads },
    (input: z.output<typeof readInput>) => asked('knowledge:read', () => readPassage(actor, input)),
  )
  server.registerTool(
    'ask_assistant',
    { title: 'Ask an assistant', description: 'Asks an assistant, or the default model, and gives its answer with the quotes that it rests on.', inputSchema: askInput, outputSchema: askOutput, annotations: { ...reads, idempotentHint: false, openWorldHint: true } },
    (input: z.output<typeof askInput>, { mcpReq }) => asked('chat', () => ask(actor, input, mcpReq.signal)),
  )
  return server
}
