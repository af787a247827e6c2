import type { JSONSchema7 } from 'ai'
import { z } from 'zod'
import { db, type Prisma } from '@/server/database'

export type ToolServerRow = Prisma.ToolServerGetPayload<object>

const approvedToolsSchema = z.array(z.object({ name: z.string(), description: z.string(), inputSchema: z.custom<JSONSchema7>((value) => typeof value === 'object' && value !== null) }))
export type ApprovedTool = z.infer<typeof approvedToolsSchema>[number]

/** The tools of a server as they were when they were approved: what a server says of them later reaches no model. */
export const approvedOf = ({ approvedTools }: Pick<ToolServerRow, 'approvedTools'>): ApprovedTool[] => approvedToolsSchema.parse(approvedTools)

/** What another process changed is known here after so long. */
const freshForMs = 5_000

let reading: { readonly at: number; readonly servers: Promise<ToolServerRow[]> } | undefined

/** The servers that are switched on, as they were some seconds ago at most: no turn waits for the database where there are none. */
export function enabledServers(): Promise<ToolServerRow[]> {
  if (reading !== undefined && Date.now() - reading.at < freshForMs) return reading.servers
  const mine = { at: Date.now(), servers: db.toolServer.findMany({ where: { isEnabled: true }, orderBy: { name: 'asc' } }) }
  reading = mine
  // The next one tries again.
  mine.servers.catch(() => reading === mine && forgetServers())
  return mine.servers
}

/** After a change by this process. */
export function forgetServers(): void {
  reading = undefined
}
