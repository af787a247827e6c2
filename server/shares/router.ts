import { z } from 'zod'
import { shareSchema } from '@/server/shares/schema'
import * as shares from '@/server/shares/service'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('chat')

export const sharesRouter = router({
  /** The links that work, of one conversation or all. */
  list: userProcedure
    .input(z.strictObject({ conversationId: z.uuid().optional() }))
    .output(z.array(shareSchema))
    .query(({ ctx, input }) => shares.list(ctx.actor, input.conversationId)),
  create: userProcedure.input(z.strictObject({ conversationId: z.uuid() })).output(shareSchema).mutation(({ ctx, input }) => shares.create(ctx.actor, input.conversationId)),
  /** Takes effect at once. */
  revoke: userProcedure.input(z.strictObject({ id: z.uuid() })).output(z.void()).mutation(({ ctx, input }) => shares.revoke(ctx.actor, input.id)),
})
