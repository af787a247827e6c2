import { z } from 'zod'

/** How a run of `npm run proof:credits` ended on one database. */
export const creditsOutcomeSchema = z.object({
  parallel: z.int(),
  kills: z.int(),
  /** How many calls the balance is for. */
  affordable: z.int(),
  /** Answers that were paid. */
  paid: z.int(),
  /** Refusals because the balance did not suffice. */
  refused: z.int(),
  /** Whole answers that nobody paid. */
  unpaid: z.int(),
  /** By how much accounts and ledger differ, and what is held back for nobody, in millionths of a dollar. */
  ledgerDifference: z.number(),
  /** What failed for another reason, a line each. */
  failures: z.array(z.string()),
})
export type CreditsOutcome = z.infer<typeof creditsOutcomeSchema>
