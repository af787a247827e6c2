import { z } from 'zod'

/** How a run of `npm run proof:turns` ended on one database. */
export const turnsOutcomeSchema = z.object({
  kills: z.int(),
  questions: z.int(),
  /** Questions that were accepted and are not there, or have no answer. */
  lostQuestions: z.array(z.string()),
  /** For how long before a kill words could be read that were lost by it, at most. */
  lostTextMs: z.number(),
  /** Answers that wait for something that does not come. */
  stuck: z.array(z.string()),
})
export type TurnsOutcome = z.infer<typeof turnsOutcomeSchema>
