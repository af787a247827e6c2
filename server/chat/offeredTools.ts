import { dynamicTool, jsonSchema, type ToolSet } from 'ai'
import type { ToolUse } from '@/server/conversations/schema'
import { publicError } from '@/server/errors'
import { log } from '@/server/log'
import type { ResolvedModel } from '@/server/models/resolved'
import { builtinChatModelId } from '@/server/models/schema'
import { type ApprovedTool, approvedOf, enabledServers, type ToolServerRow } from '@/server/tools/approved'
import { callTool } from '@/server/tools/connection'

/** The approved tools, for a model that may call them; undefined where there are none. `tell` hears of each call as it begins. */
export async function offeredTools({ id }: Pick<ResolvedModel, 'id'>, tell: (use: ToolUse) => void, timeoutMs?: number): Promise<ToolSet | undefined> {
  if (id === builtinChatModelId) return undefined
  const servers = await enabledServers()
  const tools = servers.flatMap((server) => approvedOf(server).map((tool) => [nameFor(server, tool), callable(server, tool, tell, timeoutMs)] as const))
  return tools.length === 0 ? undefined : Object.fromEntries(tools)
}

/** As providers allow names: 64 letters, digits, underscores and hyphens. */
const nameFor = (server: ToolServerRow, { name }: ApprovedTool): string => `${server.name}_${name}`.replaceAll(/[^\w-]/g, '_').slice(0, 64)

function callable(server: ToolServerRow, { name, description, inputSchema }: ApprovedTool, tell: (use: ToolUse) => void, timeoutMs: number | undefined) {
  return dynamicTool({
    description,
    inputSchema: jsonSchema<Record<string, unknown>>(inputSchema),
    execute: async (input, { abortSignal = new AbortController().signal }) => {
      tell({ name, server: server.name })
      try {
        return await callTool(server, name, { ...(typeof input === 'object' ? input : {}) }, abortSignal, timeoutMs)
      } catch (error) {
        const { kind, message } = publicError(error)
        log.warn('tools.call', { kind, server: server.name, tool: name, reason: message })
        // The model reads this and answers without.
        return `The tool failed: ${message}`
      }
    },
  })
}
