import type { JSONSchema7 } from 'ai'
import { z } from 'zod'
import { db, type Prisma } from '@/server/database'
import { freshFor } from '@/server/freshFor'

export type ToolServerRow = Prisma.ToolServerGetPayload<object>

const approvedToolsSchema = z.array(z.object({ name: z.string(), description: z.string(), inputSchema: z.custom<JSONSchema7>((value) => typeof value === 'object' && value !== null) }))
export type ApprovedTool = z.infer<typeof approvedToolsSchema>[number]

/** The tools of a server as they were when they were approved: what a server says of them later reaches no model. */
export const approvedOf = ({ approvedTools }: Pick<ToolServerRow, 'approvedTools'>): ApprovedTool[] => approvedToolsSchema.parse(approvedTools)

const enabled = freshFor(5_000, (): Promise<ToolServerRow[]> => db.toolServer.findMany({ where: { isEnabled: true }, orderBy: { name: 'asc' } }))

/** The servers that are switched on, as they were some seconds ago at most: no turn waits for the database where there are none. */
export const enabledServers = enabled.get

/** After a change by this process. */
export const forgetServers = enabled.forget
