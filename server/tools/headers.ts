import { z } from 'zod'
import { isSealedBefore, open, seal } from '@/server/auth/secrets'
import { db } from '@/server/database'
import { hideInLogs, log } from '@/server/log'

export type Headers = Readonly<Record<string, string>>

interface Sealed {
  readonly id: string
  readonly headers: string | null
}

const headersSchema = z.record(z.string(), z.string())
/** Moved to another server, they cannot be opened. */
const bindingOf = (id: string): string => `toolServer:${id}`

/** The column of headers that are sent with every call; null: there are none. */
export function sealHeaders(id: string, headers: Headers): string | null {
  Object.values(headers).forEach(hideInLogs)
  return Object.keys(headers).length === 0 ? null : seal('toolServer', JSON.stringify(headers), bindingOf(id))
}

/** @throws AppError unavailable when the secrets of this server are not those that they were sealed with. */
export function openHeaders({ id, headers }: Sealed): Headers {
  if (headers === null) return {}
  const opened = headersSchema.parse(JSON.parse(open('toolServer', headers, bindingOf(id))))
  Object.values(opened).forEach(hideInLogs)
  return opened
}

/** Seals again what an earlier secret sealed, so that the earlier one can be forgotten. What cannot be opened is left as it is. */
export async function resealHeaders(): Promise<void> {
  const rows = await db.toolServer.findMany({ select: { id: true, headers: true } })
  for (const row of rows.filter(({ headers }) => headers !== null && isSealedBefore(headers))) {
    try {
      await db.toolServer.updateMany({ where: row, data: { headers: sealHeaders(row.id, openHeaders(row)) } })
    } catch (error) {
      log.error('the headers of a tool server could not be sealed again', error, { toolServerId: row.id })
    }
  }
}
