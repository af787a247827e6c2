import { z } from 'zod'
import { conversationPageSchema, conversationPatchSchema, conversationSchema, conversationWithMessagesSchema } from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import { textSchema } from '@/server/text/schema'
import { router, userProcedure } from '@/server/trpc'

const id = z.strictObject({ id: z.uuid() })

export const conversationsRouter = router({
  /** The newest first; `search` looks at titles. */
  list: userProcedure
    .input(z.strictObject({ search: textSchema.trim().max(200).default(''), cursor: z.uuid().nullish(), limit: z.int().min(1).max(100).default(50) }))
    .output(conversationPageSchema)
    .query(({ ctx, input }) => conversations.list(ctx.actor, input)),
  /** The conversation with the messages of the branch that is shown. */
  get: userProcedure.input(id).output(conversationWithMessagesSchema).query(({ ctx, input }) => conversations.get(ctx.actor, input.id)),
  rename: userProcedure
    .input(conversationPatchSchema)
    .output(conversationSchema)
    .mutation(({ ctx, input }) => conversations.rename(ctx.actor, input.id, input.title)),
  remove: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => conversations.remove(ctx.actor, input.id)),
})
