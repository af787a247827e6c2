import { z } from 'zod'
import { folderDraftSchema, folderPatchSchema, folderSchema } from '@/server/folders/schema'
import * as folders from '@/server/folders/service'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('chat')

export const foldersRouter = router({
  list: userProcedure.output(z.array(folderSchema)).query(({ ctx }) => folders.list(ctx.actor)),
  create: userProcedure.input(folderDraftSchema).output(folderSchema).mutation(({ ctx, input }) => folders.create(ctx.actor, input)),
  rename: userProcedure.input(folderPatchSchema).output(z.void()).mutation(({ ctx, input }) => folders.rename(ctx.actor, input)),
  /** Its conversations stay. */
  remove: userProcedure.input(z.strictObject({ id: z.uuid() })).output(z.void()).mutation(({ ctx, input }) => folders.remove(ctx.actor, input.id)),
})
