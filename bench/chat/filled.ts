import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import { root } from '@/scripts/paths'

/** A session, a conversation of a thousand messages whose answers hold code, and one of twenty in plain prose. */
export const filledSchema = z.object({ cookie: z.string(), conversationId: z.string(), proseId: z.string() })
export type Filled = z.infer<typeof filledSchema>

/** Writes them into the data folder of a server. */
export function filled(folder: string): Filled {
  const { stdout } = spawnSync(process.execPath, [...process.execArgv, root('bench/chat/fill.ts')], { env: { ...process.env, BENCH_FOLDER: folder }, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' })
  return filledSchema.parse(JSON.parse(stdout))
}
