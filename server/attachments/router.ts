import { z } from 'zod'
import { attachmentSchema, maxAttachments } from '@/server/attachments/schema'
import * as attachments from '@/server/attachments/service'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('chat')

const id = z.strictObject({ id: z.uuid() })

export const attachmentsRouter = router({
  /** How far some attachments are read, in the order in which they are named. */
  list: userProcedure
    .input(z.strictObject({ ids: z.array(z.uuid()).max(maxAttachments * 2) }))
    .output(z.array(attachmentSchema))
    .query(({ ctx, input }) => attachments.list(ctx.actor, input.ids)),
  /** Reads one that failed once more. */
  retry: userProcedure.input(id).output(attachmentSchema).mutation(({ ctx, input }) => attachments.retry(ctx.actor, input.id)),
  /** Takes back one that was not sent. */
  remove: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => attachments.remove(ctx.actor, input.id)),
})
