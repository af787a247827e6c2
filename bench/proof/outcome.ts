import { z } from 'zod'

/** What a run leaves of a document: its state, and a hash of its chunks where it has any. */
const remainsSchema = z.object({ state: z.string(), chunks: z.string(), count: z.int() })

/** How one run ended. */
export const outcomeSchema = z.object({
  documents: z.record(z.string(), remainsSchema),
  /** What was asked of documents and acknowledged last, by their names. */
  acts: z.record(z.string(), z.enum(['deleted', 'cancelled'])),
  kills: z.int(),
  /** How long after the last kill a job was worked again, in real time. */
  backAfterMs: z.number(),
  /** A line for each thing that is not as it should be. */
  duplicated: z.array(z.string()),
  orphaned: z.array(z.string()),
  stuck: z.array(z.string()),
  lost: z.array(z.string()),
})
export type Outcome = z.infer<typeof outcomeSchema>

/** What was lost: documents that are not as in a run that nobody disturbed, unless they were deleted or cancelled. */
export function lostBetween(undisturbed: Outcome, { documents, acts, lost }: Outcome): string[] {
  const wrong = Object.entries(undisturbed.documents).flatMap(([name, whole]) => {
    const found = documents[name]
    const act = acts[name]
    if (whole.state !== 'ready' || whole.count === 0) return [`${name} is ${whole.state} even when nobody disturbs it`]
    if (act === 'deleted') return found === undefined ? [] : [`${name} was deleted and is there`]
    if (found === undefined) return [`${name} is gone`]
    if (act === 'cancelled' && found.state === 'cancelled' && found.count === 0) return []
    return found.state === whole.state && found.chunks === whole.chunks ? [] : [`${name} is ${found.state} with ${found.count} chunks instead of ${whole.state} with ${whole.count}`]
  })
  return [...lost, ...wrong]
}
