import { readinessSchema } from '@/server/readiness/schema'
import * as readiness from '@/server/readiness/service'
import { adminProcedure, router } from '@/server/trpc'

export const readinessRouter = router({
  get: adminProcedure.output(readinessSchema).query(() => readiness.get()),
})
