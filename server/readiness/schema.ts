import { z } from 'zod'

export const partNames = ['database', 'vectors', 'disk'] as const

/** Whether the server can work, part by part. */
export const readinessSchema = z.object({
  isReady: z.boolean(),
  version: z.string(),
  parts: z.array(z.object({ part: z.enum(partNames), isWell: z.boolean(), tookMs: z.int(), freeBytes: z.number().nullable() })),
  /** oldestSeconds: for how long the first of those that are due waits; null: none does. */
  jobs: z.object({ queued: z.int(), running: z.int(), failed: z.int(), oldestSeconds: z.int().nullable() }),
  /** How many are being written. */
  answers: z.int(),
})
export type Readiness = z.infer<typeof readinessSchema>
