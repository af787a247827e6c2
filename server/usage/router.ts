import { adminProcedure, procedureFor, router } from '@/server/trpc'
import { balanceOf } from '@/server/usage/account'
import * as report from '@/server/usage/report'
import { balanceSchema, ledgerPageSchema, ledgerQuerySchema, reportQuerySchema, usageReportSchema } from '@/server/usage/schema'

/** A program that asks questions may know what they cost. */
const userProcedure = procedureFor('chat')

export const usageRouter = router({
  balance: userProcedure.output(balanceSchema).query(({ ctx }) => balanceOf(ctx.actor.userId)),
  mine: userProcedure
    .input(reportQuerySchema)
    .output(usageReportSchema)
    .query(({ ctx, input }) => report.report(input.days, ctx.actor.userId)),
  ledger: userProcedure
    .input(ledgerQuerySchema)
    .output(ledgerPageSchema)
    .query(({ ctx, input }) => report.lines(ctx.actor.userId, input.cursor)),
  everybody: adminProcedure
    .input(reportQuerySchema)
    .output(usageReportSchema)
    .query(({ input }) => report.report(input.days, null)),
})
