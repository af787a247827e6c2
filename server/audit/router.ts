import { auditPageSchema, auditQuerySchema } from '@/server/audit/schema'
import * as audit from '@/server/audit/service'
import { adminProcedure, router } from '@/server/trpc'

export const auditRouter = router({
  list: adminProcedure
    .input(auditQuerySchema)
    .output(auditPageSchema)
    .query(({ input }) => audit.list(input)),
})
