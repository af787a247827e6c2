import { z } from 'zod'
import { receiptSchema } from '@/server/receipts/schema'
import * as receipts from '@/server/receipts/service'
import { router, userProcedure } from '@/server/trpc'

export const receiptsRouter = router({
  /** What the last deletions took away, the newest first. */
  list: userProcedure.output(z.array(receiptSchema)).query(({ ctx }) => receipts.list(ctx.actor)),
})
