import { z } from 'zod'
import { toolServerDraftSchema, toolServerPatchSchema, toolServerRefSchema, toolServerSchema, toolServerTestSchema } from '@/server/tools/schema'
import * as tools from '@/server/tools/service'
import { adminProcedure, router } from '@/server/trpc'

export const toolsRouter = router({
  list: adminProcedure.output(z.array(toolServerSchema)).query(() => tools.list()),
  add: adminProcedure
    .input(toolServerDraftSchema)
    .output(toolServerSchema)
    .mutation(({ ctx, input }) => tools.add(ctx.actor, input)),
  /** Approves tools, switches a server off, or says where it is. */
  update: adminProcedure
    .input(toolServerPatchSchema)
    .output(toolServerSchema)
    .mutation(({ ctx, input }) => tools.update(ctx.actor, input)),
  /** Asks it. A mutation, because it is not to be repeated by itself. */
  test: adminProcedure
    .input(toolServerRefSchema)
    .output(toolServerTestSchema)
    .mutation(({ input }) => tools.test(input.id)),
  remove: adminProcedure
    .input(toolServerRefSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => tools.remove(ctx.actor, input.id)),
})
