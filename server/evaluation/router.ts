import { z } from 'zod'
import { exportQuestions, importQuestions } from '@/server/evaluation/exchange'
import * as questions from '@/server/evaluation/questions'
import * as runs from '@/server/evaluation/runs'
import {
  comparisonRequestSchema,
  comparisonSchema,
  importReportSchema,
  importRequestSchema,
  pageRequestSchema,
  suggestionSchema,
  testQuestionDraftSchema,
  testQuestionPageSchema,
  testQuestionPatchSchema,
  testQuestionSchema,
  testRunDraftSchema,
  testRunPageSchema,
  testRunSchema,
  testRunWithResultsSchema,
  triageItemSchema,
} from '@/server/evaluation/schema'
import { suggest } from '@/server/evaluation/suggest'
import { triage } from '@/server/evaluation/triage'
import { procedureFor, router } from '@/server/trpc'

const userProcedure = procedureFor('knowledge:read', 'knowledge:write')

const id = z.strictObject({ id: z.uuid() })
const ofBase = z.strictObject({ knowledgeBaseId: z.uuid() })

export const evaluationRouter = router({
  questions: router({
    list: userProcedure.input(pageRequestSchema).output(testQuestionPageSchema).query(({ ctx, input }) => questions.list(ctx.actor, input)),
    create: userProcedure.input(testQuestionDraftSchema).output(testQuestionSchema).mutation(({ ctx, input }) => questions.create(ctx.actor, input)),
    update: userProcedure.input(testQuestionPatchSchema).output(testQuestionSchema).mutation(({ ctx, input }) => questions.update(ctx.actor, input)),
    remove: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => questions.remove(ctx.actor, input.id)),
    /** Candidates that the headings of the documents suggest, to be read before they are created. */
    suggest: userProcedure
      .input(ofBase.extend({ documentId: z.uuid().optional() }))
      .output(z.array(suggestionSchema))
      .query(({ ctx, input }) => suggest(ctx.actor, input.knowledgeBaseId, input.documentId)),
    /** One's answers with a thumb down whose questions are no test questions yet. */
    triage: userProcedure.input(ofBase).output(z.array(triageItemSchema)).query(({ ctx, input }) => triage(ctx.actor, input.knowledgeBaseId)),
    /** JSONL: {"question", "expected": [{"document", "text"}]} a line. */
    export: userProcedure.input(ofBase).output(z.string()).query(({ ctx, input }) => exportQuestions(ctx.actor, input.knowledgeBaseId)),
    import: userProcedure
      .input(importRequestSchema)
      .output(importReportSchema)
      .mutation(({ ctx, input }) => importQuestions(ctx.actor, input.knowledgeBaseId, input.jsonl)),
  }),
  runs: router({
    list: userProcedure.input(pageRequestSchema).output(testRunPageSchema).query(({ ctx, input }) => runs.list(ctx.actor, input)),
    get: userProcedure.input(id).output(testRunWithResultsSchema).query(({ ctx, input }) => runs.get(ctx.actor, input.id)),
    /** Answers at once; `get` says how far it is. */
    start: userProcedure.input(testRunDraftSchema).output(testRunSchema).mutation(({ ctx, input }) => runs.start(ctx.actor, input)),
    /** Also ends one that goes on. */
    remove: userProcedure.input(id).output(z.void()).mutation(({ ctx, input }) => runs.remove(ctx.actor, input.id)),
    compare: userProcedure.input(comparisonRequestSchema).output(comparisonSchema).query(({ ctx, input }) => runs.compare(ctx.actor, input)),
  }),
})
