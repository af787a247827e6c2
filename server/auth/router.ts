import { z } from 'zod'
import { meSchema, registrationSchema } from '@/server/auth/schema'
import * as auth from '@/server/auth/service'
import { publicProcedure, router } from '@/server/trpc'

export const authRouter = router({
  /** Who is signed in, or null. */
  me: publicProcedure.output(meSchema.nullable()).query(({ ctx }) => ctx.actor && { userId: ctx.actor.userId, username: ctx.actor.username, role: ctx.actor.role }),
  register: publicProcedure
    .input(registrationSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => auth.register(input, ctx.address)),
})
