import { z } from 'zod'
import { compareSource } from '@/server/chat/compareSource'
import { citationKeySchema, comparisonSchema, conversationDetailsSchema } from '@/server/citations/schema'
import * as citations from '@/server/citations/service'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('chat')

export const citationsRouter = router({
  /** A source as it was cited beside what stands in its place now. */
  compare: userProcedure.input(citationKeySchema).output(comparisonSchema).query(({ ctx, input, signal }) => compareSource(ctx.actor, input, signal)),
  /** Says that a source is wrong, or takes that back. */
  mark: userProcedure
    .input(citationKeySchema.extend({ isWrong: z.boolean() }))
    .output(z.void())
    .mutation(({ ctx, input }) => citations.mark(ctx.actor, input)),
  /** The documents that a conversation cites and how often, and what its answers took. */
  details: userProcedure
    .input(z.strictObject({ conversationId: z.uuid() }))
    .output(conversationDetailsSchema)
    .query(({ ctx, input }) => citations.detailsOf(ctx.actor, input.conversationId)),
})
