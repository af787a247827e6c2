import { z } from 'zod'
import * as removal from '@/server/accounts/removal'
import { accountDraftSchema, accountPageSchema, accountPatchSchema, accountQuerySchema, accountSchema, balanceChangeSchema, farewellSchema, removedAccountSchema } from '@/server/accounts/schema'
import * as accounts from '@/server/accounts/service'
import { adminProcedure, router, userProcedure } from '@/server/trpc'

export const accountsRouter = router({
  list: adminProcedure
    .input(accountQuerySchema)
    .output(accountPageSchema)
    .query(({ input }) => accounts.list(input)),
  create: adminProcedure
    .input(accountDraftSchema)
    .output(accountSchema)
    .mutation(({ ctx, input }) => accounts.create(ctx.actor, input)),
  update: adminProcedure
    .input(accountPatchSchema)
    .output(accountSchema)
    .mutation(({ ctx, input }) => accounts.update(ctx.actor, input)),
  changeBalance: adminProcedure
    .input(balanceChangeSchema)
    .output(accountSchema)
    .mutation(({ ctx, input }) => accounts.changeBalance(ctx.actor, input)),
  remove: adminProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .output(removedAccountSchema)
    .mutation(({ ctx, input }) => removal.remove(ctx.actor, input.id)),
  removeOwn: userProcedure
    .input(farewellSchema)
    .output(removedAccountSchema)
    .mutation(({ ctx, input }) => removal.removeOwn(ctx.actor, input)),
})
