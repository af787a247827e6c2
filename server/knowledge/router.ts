import { z } from 'zod'
import { switchIndex } from '@/server/evaluation/switchIndex'
import { estimate } from '@/server/ingestion/estimate'
import { buildEstimateSchema } from '@/server/ingestion/schema'
import * as indexes from '@/server/knowledge/indexes'
import { createSampleBase } from '@/server/knowledge/sample'
import { baseUsesSchema, indexDraftSchema, knowledgeBaseDraftSchema, knowledgeBasePatchSchema, knowledgeBaseSchema, knowledgeIndexSchema } from '@/server/knowledge/schema'
import * as knowledge from '@/server/knowledge/service'
import { usesOf } from '@/server/knowledge/uses'
import { shareDraftSchema } from '@/server/teams/schema'
import { shareBase } from '@/server/teams/share'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('knowledge:read', 'knowledge:write')

const id = z.strictObject({ id: z.uuid() })

export const knowledgeRouter = router({
  list: userProcedure.output(z.array(knowledgeBaseSchema)).query(({ ctx }) => knowledge.list(ctx.actor)),
  get: userProcedure.input(id).output(knowledgeBaseSchema).query(({ ctx, input }) => knowledge.get(ctx.actor, input.id)),
  /** Who sees it, and which assistants and chats ask it. */
  uses: userProcedure.input(id).output(baseUsesSchema).query(({ ctx, input }) => usesOf(ctx.actor, input.id)),
  create: userProcedure
    .input(knowledgeBaseDraftSchema)
    .output(knowledgeBaseSchema)
    .mutation(({ ctx, input }) => knowledge.create(ctx.actor, input)),
  /** The guide to Parley as a base of one's own, to try things on. */
  createSample: userProcedure.output(knowledgeBaseSchema).mutation(({ ctx }) => createSampleBase(ctx.actor)),
  update: userProcedure
    .input(knowledgeBasePatchSchema)
    .output(knowledgeBaseSchema)
    .mutation(({ ctx, input }) => knowledge.update(ctx.actor, input)),
  remove: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => knowledge.remove(ctx.actor, input.id)),
  /** Shares it with a team, changes what its members may do, or, with null, shares it no more. */
  share: userProcedure.input(shareDraftSchema).output(z.void()).mutation(({ ctx, input }) => shareBase(ctx.actor, input)),
  indexes: router({
    /** The indexes of a base, the newest first. */
    list: userProcedure.input(id).output(z.array(knowledgeIndexSchema)).query(({ ctx, input }) => indexes.list(ctx.actor, input.id)),
    /** What building another index, or reading one document again, will take. */
    estimate: userProcedure
      .input(id.extend({ documentId: z.uuid().optional() }))
      .output(buildEstimateSchema)
      .query(({ ctx, input }) => estimate(ctx.actor, { knowledgeBaseId: input.id, documentId: input.documentId })),
    /** Begins another index beside the one that is searched. */
    build: userProcedure
      .input(indexDraftSchema)
      .output(knowledgeIndexSchema)
      .mutation(({ ctx, input }) => indexes.build(ctx.actor, input)),
    /** Makes a complete index the one that is searched: a new one, or the one before. */
    switchTo: userProcedure.input(id).output(knowledgeIndexSchema).mutation(({ ctx, input, signal }) => switchIndex(ctx.actor, input.id, signal)),
    discard: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => indexes.discard(ctx.actor, input.id)),
  }),
})
