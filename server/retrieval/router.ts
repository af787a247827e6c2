import { explain } from '@/server/retrieval/explain'
import { retrieve } from '@/server/retrieval/retrieve'
import { explanationRequestSchema, explanationSchema, retrievalRequestSchema, retrievalSchema } from '@/server/retrieval/schema'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('knowledge:read', 'knowledge:write')

export const retrievalRouter = router({
  /** What a question finds, with the score of each stage. */
  search: userProcedure
    .input(retrievalRequestSchema)
    .output(retrievalSchema)
    .query(({ ctx, input, signal }) => retrieve(ctx.actor, input, {}, signal)),
  /** Why a passage that was expected is found or not, and what brings it back. */
  explain: userProcedure
    .input(explanationRequestSchema)
    .output(explanationSchema)
    .query(({ ctx, input, signal }) => explain(ctx.actor, input, {}, signal)),
})
