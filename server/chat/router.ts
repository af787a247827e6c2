import { z } from 'zod'
import { previewPrompt } from '@/server/chat/previewPrompt'
import { promptPreviewSchema, promptRequestSchema } from '@/server/chat/schema'
import { sendNow, stop } from '@/server/chat/stop'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('chat')

export const chatRouter = router({
  /** Ends a running answer from any tab or device; its text so far is kept. Closing the page does not end it. */
  stop: userProcedure
    .input(z.strictObject({ answerId: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => stop(ctx.actor, input.answerId)),
  /** Asks a waiting question at once: the answer that is being written is stopped, and keeps its text. */
  sendNow: userProcedure
    .input(z.strictObject({ answerId: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => sendNow(ctx.actor, input.answerId)),
  /** What a model would be sent for a question, without sending it. */
  previewPrompt: userProcedure
    .input(promptRequestSchema)
    .output(promptPreviewSchema)
    .query(({ ctx, input, signal }) => previewPrompt(ctx.actor, input, signal)),
})
