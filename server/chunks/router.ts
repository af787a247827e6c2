import { z } from 'zod'
import * as earlier from '@/server/chunks/earlier'
import { chunkDraftSchema, chunkListSchema, chunkPatchSchema, chunkRemovalSchema, chunkSchema, earlierPassageSchema } from '@/server/chunks/schema'
import * as chunks from '@/server/chunks/service'
import * as editChunks from '@/server/ingestion/editChunks'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('knowledge:read', 'knowledge:write')

export const chunksRouter = router({
  list: userProcedure
    .input(chunkListSchema)
    .output(z.array(chunkSchema))
    .query(({ ctx, input }) => chunks.list(ctx.actor, input)),
  get: userProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .output(chunkSchema)
    .query(({ ctx, input }) => chunks.get(ctx.actor, input.id)),
  /** What it said before it was changed by hand, the newest first. */
  history: userProcedure
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.array(earlierPassageSchema))
    .query(({ ctx, input }) => earlier.history(ctx.actor, input.id)),
  getByIndex: userProcedure
    .input(z.strictObject({ documentId: z.uuid(), index: z.int32().min(0) }))
    .output(z.object({ chunk: chunkSchema, totalCount: z.int() }))
    .query(({ ctx, input }) => chunks.getByIndex(ctx.actor, input.documentId, input.index)),
  /** The chunk that holds an offset of the document's text. */
  at: userProcedure
    .input(z.strictObject({ documentId: z.uuid(), offset: z.int32().min(0) }))
    .output(chunkSchema.nullable())
    .query(({ ctx, input }) => chunks.at(ctx.actor, input.documentId, input.offset)),
  add: userProcedure
    .input(chunkDraftSchema)
    .output(chunkSchema)
    .mutation(({ ctx, input }) => editChunks.add(ctx.actor, input)),
  edit: userProcedure
    .input(chunkPatchSchema)
    .output(chunkSchema)
    .mutation(({ ctx, input }) => editChunks.edit(ctx.actor, input)),
  remove: userProcedure
    .input(chunkRemovalSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => editChunks.remove(ctx.actor, input)),
})
