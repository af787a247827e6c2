import { z } from 'zod'
import * as keys from '@/server/models/keys/service'
import { keyPlaceSchema, ownKeyDraftSchema, ownKeyRefSchema } from '@/server/models/keys/schema'
import { testModel, testProvider } from '@/server/models/registry/connection'
import * as registered from '@/server/models/registry/models'
import { overview, setUsual } from '@/server/models/registry/overview'
import * as providers from '@/server/models/registry/providers'
import {
  connectionSchema,
  listedModelSchema,
  modelDraftsSchema,
  modelPatchSchema,
  modelRefSchema,
  providerDraftSchema,
  providerPatchSchema,
  providerRefSchema,
  providerSchema,
  registeredModelSchema,
  registrySchema,
  usualModelsPatchSchema,
} from '@/server/models/registry/schema'
import { modelOverviewSchema, preferenceSchema } from '@/server/models/schema'
import * as models from '@/server/models/service'
import { adminProcedure, procedureFor, router, userProcedure } from '@/server/trpc'

const providersRouter = router({
  add: adminProcedure
    .input(providerDraftSchema)
    .output(providerSchema)
    .mutation(({ ctx, input }) => providers.add(ctx.actor, input)),
  update: adminProcedure
    .input(providerPatchSchema)
    .output(providerSchema)
    .mutation(({ ctx, input }) => providers.update(ctx.actor, input)),
  remove: adminProcedure
    .input(providerRefSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => providers.remove(ctx.actor, input.id)),
  /** Asks it. A mutation, because it costs something and is not to be repeated by itself. */
  test: adminProcedure
    .input(providerRefSchema)
    .output(connectionSchema)
    .mutation(({ input }) => testProvider(input.id)),
  /** What it lists now. */
  listModels: adminProcedure
    .input(providerRefSchema)
    .output(z.array(listedModelSchema))
    .mutation(({ input }) => registered.listAt(input.id)),
})

const registryRouter = router({
  get: adminProcedure.output(registrySchema).query(() => overview()),
  setUsual: adminProcedure
    .input(usualModelsPatchSchema)
    .output(registrySchema)
    .mutation(({ ctx, input }) => setUsual(ctx.actor, input)),
  add: adminProcedure
    .input(modelDraftsSchema)
    .output(z.array(registeredModelSchema))
    .mutation(({ ctx, input }) => registered.add(ctx.actor, input.models)),
  update: adminProcedure
    .input(modelPatchSchema)
    .output(registeredModelSchema)
    .mutation(({ ctx, input }) => registered.update(ctx.actor, input)),
  remove: adminProcedure
    .input(modelRefSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => registered.remove(ctx.actor, input.id)),
  test: adminProcedure
    .input(modelRefSchema)
    .output(connectionSchema)
    .mutation(({ input }) => testModel(input.id)),
})

const keysRouter = router({
  /** The providers that one may give a key for, each with one's own. */
  list: userProcedure.output(z.array(keyPlaceSchema)).query(({ ctx }) => keys.list(ctx.actor)),
  give: userProcedure
    .input(ownKeyDraftSchema)
    .output(z.array(keyPlaceSchema))
    .mutation(({ ctx, input }) => keys.give(ctx.actor, input)),
  remove: userProcedure
    .input(ownKeyRefSchema)
    .output(z.array(keyPlaceSchema))
    .mutation(({ ctx, input }) => keys.remove(ctx.actor, input.providerId)),
})

export const modelsRouter = router({
  /** The chat models that can be used now, the default first, and what the search engine runs on. */
  overview: procedureFor('models').output(modelOverviewSchema).query(({ ctx }) => models.overview(ctx.actor)),
  /** What answers when nothing else is said. */
  prefer: userProcedure
    .input(preferenceSchema)
    .output(modelOverviewSchema)
    .mutation(({ ctx, input }) => models.prefer(ctx.actor, input.modelId)),
  keys: keysRouter,
  providers: providersRouter,
  registry: registryRouter,
})
