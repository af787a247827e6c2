import { z } from 'zod'
import * as actions from '@/server/documents/actions'
import { importPage } from '@/server/documents/importPage'
import * as attempts from '@/server/documents/attempts'
import { find, list } from '@/server/documents/listing'
import { pasteText } from '@/server/documents/pasteText'
import { attemptSchema, documentBlockSchema, documentIdsSchema, documentListSchema, documentPageSchema, documentPatchSchema, documentSchema, documentSearchSchema, foundDocumentSchema, pageImportSchema, pastedTextSchema } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { preview } from '@/server/ingestion/preview'
import { report } from '@/server/ingestion/report'
import { chunkingPreviewSchema, chunkingSchema, documentReportSchema } from '@/server/ingestion/schema'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('knowledge:read', 'knowledge:write')

const id = z.strictObject({ id: z.uuid() })

export const documentsRouter = router({
  list: userProcedure.input(documentListSchema).output(documentPageSchema).query(({ ctx, input }) => list(ctx.actor, input)),
  /** Documents that can be searched, of any base, by a part of their names. */
  find: userProcedure.input(documentSearchSchema).output(z.array(foundDocumentSchema)).query(({ ctx, input }) => find(ctx.actor, input)),
  get: userProcedure.input(id).output(documentSchema).query(({ ctx, input }) => documents.get(ctx.actor, input.id)),
  importPage: userProcedure
    .input(pageImportSchema)
    .output(documentSchema)
    .mutation(({ ctx, input, signal }) => importPage(ctx.actor, input, signal)),
  pasteText: userProcedure.input(pastedTextSchema).output(documentSchema).mutation(({ ctx, input }) => pasteText(ctx.actor, input)),
  update: userProcedure.input(documentPatchSchema).output(documentSchema).mutation(({ ctx, input }) => documents.update(ctx.actor, input)),
  /** Pieces of the text from `fromIndex` or from a page on; `blockAt` says which piece holds an offset. */
  blocks: userProcedure
    .input(id.extend({ fromIndex: z.int32().min(0).default(0), fromPage: z.int32().min(1).optional(), limit: z.int().min(1).max(200).default(50) }))
    .output(z.array(documentBlockSchema))
    .query(({ ctx, input }) => documents.blocks(ctx.actor, input.id, input)),
  blockAt: userProcedure
    .input(id.extend({ offset: z.int32().min(0) }))
    .output(z.int())
    .query(({ ctx, input }) => documents.blockAt(ctx.actor, input.id, input.offset)),
  /** What was done with a document so far, the newest attempt first. */
  attempts: userProcedure.input(id).output(z.array(attemptSchema)).query(({ ctx, input }) => attempts.list(ctx.actor, input.id)),
  /** How well it was read, with some of its passages. */
  report: userProcedure.input(id).output(documentReportSchema).query(({ ctx, input }) => report(ctx.actor, input.id)),
  /** How a document would be cut; nothing is stored. */
  preview: userProcedure
    .input(id.extend({ chunking: chunkingSchema }))
    .output(chunkingPreviewSchema)
    .query(({ ctx, input, signal }) => preview(ctx.actor, input.id, input.chunking, signal ?? new AbortController().signal)),
  retry: userProcedure.input(documentIdsSchema).output(z.void()).mutation(({ ctx, input }) => actions.retry(ctx.actor, input.ids)),
  retryFailed: userProcedure
    .input(z.strictObject({ knowledgeBaseId: z.uuid() }))
    .output(z.int())
    .mutation(({ ctx, input }) => actions.retryFailed(ctx.actor, input.knowledgeBaseId)),
  reread: userProcedure.input(documentIdsSchema).output(z.void()).mutation(({ ctx, input }) => actions.reread(ctx.actor, input.ids)),
  cancel: userProcedure.input(documentIdsSchema).output(z.void()).mutation(({ ctx, input }) => actions.cancel(ctx.actor, input.ids)),
  setEnabled: userProcedure
    .input(documentIdsSchema.extend({ isEnabled: z.boolean() }))
    .output(z.void())
    .mutation(({ ctx, input }) => actions.setEnabled(ctx.actor, input.ids, input.isEnabled)),
  remove: userProcedure.input(documentIdsSchema).output(z.void()).mutation(({ ctx, input }) => actions.remove(ctx.actor, input.ids)),
})
