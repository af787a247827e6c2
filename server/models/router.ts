import { modelOverviewSchema } from '@/server/models/schema'
import * as models from '@/server/models/service'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('models')

export const modelsRouter = router({
  /** The chat models that can be used now, the default first, and what the search engine runs on. */
  overview: userProcedure.output(modelOverviewSchema).query(() => models.overview()),
})
