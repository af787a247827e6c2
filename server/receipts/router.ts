import { z } from 'zod'
import { receiptSchema } from '@/server/receipts/schema'
import * as receipts from '@/server/receipts/service'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('knowledge:read', 'knowledge:write')

export const receiptsRouter = router({
  /** What the last deletions took away, the newest first. */
  list: userProcedure.output(z.array(receiptSchema)).query(({ ctx }) => receipts.list(ctx.actor)),
})
