import { z } from 'zod'
import { fallStages, retrievalSettingsSchema } from '@/server/retrieval/schema'
import { textSchema } from '@/server/text/schema'

export const maxQuestions = 1_000
const maxExpected = 20
/** What a question may expect, in characters of its passages together: all questions of a base fit into memory. */
export const maxExpectedCharacters = 40_000

const questionTextSchema = textSchema.trim().min(1, 'Write a question').max(4_000, 'A test question has 4,000 characters at most')

/** A passage that somebody expects: a chunk of any index of the base, a place in a document's text, or one that the question has already. */
const expectedDraftSchema = z.union([
  z.strictObject({ chunkId: z.uuid() }),
  z.strictObject({ documentId: z.uuid(), start: z.int32().min(0), end: z.int32().min(1) }),
  z.strictObject({ expectedId: z.uuid() }),
])
export type ExpectedDraft = z.infer<typeof expectedDraftSchema>

const expectedDraftsSchema = z.array(expectedDraftSchema).min(1, 'Name the passage that answers the question').max(maxExpected, 'A question has 20 expected passages at most')

export const testQuestionDraftSchema = z.strictObject({ knowledgeBaseId: z.uuid(), question: questionTextSchema, expected: expectedDraftsSchema })
export type TestQuestionDraft = z.infer<typeof testQuestionDraftSchema>
/** `expected` replaces all of them. */
export const testQuestionPatchSchema = z.strictObject({ id: z.uuid(), question: questionTextSchema.optional(), expected: expectedDraftsSchema.optional() })
export type TestQuestionPatch = z.infer<typeof testQuestionPatchSchema>

/** What is kept of an expected passage: its place in the document's text (UTF-16 code units) and the text itself. One that was written by hand stands nowhere: start = end. */
export const storedPassageSchema = z.object({ documentId: z.uuid(), documentName: z.string(), start: z.int(), end: z.int(), text: z.string() })
export type StoredPassage = z.infer<typeof storedPassageSchema>

export const expectedPassageSchema = storedPassageSchema.extend({
  /** The same for the same text at the same place. */
  id: z.uuid(),
  /** Its document was deleted: nobody is asked to find it any more. */
  isGone: z.boolean(),
})
export type ExpectedPassage = z.infer<typeof expectedPassageSchema>

export const testQuestionSchema = z.object({
  id: z.uuid(),
  knowledgeBaseId: z.uuid(),
  question: z.string(),
  expected: z.array(expectedPassageSchema),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type TestQuestion = z.infer<typeof testQuestionSchema>

const pageSchema = { nextCursor: z.uuid().nullable() }
export const pageRequestSchema = z.strictObject({ knowledgeBaseId: z.uuid(), cursor: z.uuid().nullish(), limit: z.int().min(1).max(200).default(50) })
export type PageRequest = z.infer<typeof pageRequestSchema>
export const testQuestionPageSchema = z.object({ items: z.array(testQuestionSchema), totalCount: z.int(), ...pageSchema })

/** A question with an expected passage that a heading of the base suggests; nothing is stored yet. */
export const suggestionSchema = z.object({ question: z.string(), chunkId: z.uuid(), documentId: z.uuid(), documentName: z.string(), text: z.string() })
export type Suggestion = z.infer<typeof suggestionSchema>

/** An answer with a thumb down. */
export const triageItemSchema = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  question: z.string(),
  /** Its beginning. */
  answer: z.string(),
  /** What its reader said was wrong. */
  reason: z.string().nullable(),
  createdAt: z.date(),
})
export type TriageItem = z.infer<typeof triageItemSchema>

/** A line of the file that questions are exported to and imported from. */
export const questionLineSchema = z.object({
  question: questionTextSchema,
  expected: z.array(z.object({ document: textSchema, text: textSchema.trim().min(1) })).min(1).max(maxExpected),
})
export type QuestionLine = z.infer<typeof questionLineSchema>

export const importRequestSchema = z.strictObject({ knowledgeBaseId: z.uuid(), jsonl: z.string() })
export const importReportSchema = z.object({
  importedCount: z.int(),
  /** Why lines were not imported, by their numbers from 1. A line is imported as a whole or not at all. */
  problems: z.array(z.object({ line: z.int(), message: z.string() })),
})
export type ImportReport = z.infer<typeof importReportSchema>

/** Means over the questions that had something to find. */
export const metricsSchema = z.object({
  /** How much of what was expected is among the passages that were returned (as many as the settings' limit). */
  recall: z.number(),
  /** The same among the first five. */
  recallAt5: z.number(),
  /** One by the rank of the first expected passage, 0 where none was found. */
  meanReciprocalRank: z.number(),
  ndcgAt10: z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
})
export type Metrics = z.infer<typeof metricsSchema>

/** What became of an expected passage whose document exists. */
export const expectationResultSchema = expectedPassageSchema.pick({ id: true, documentId: true, documentName: true, start: true, end: true }).extend({
  /** The place that it was found at, 1 is best; null: it was not. */
  rank: z.int().nullable(),
  /** Of one that was not found: the chunk of the index that holds most of it, whose fate the retrieval can explain; null when the index has none. */
  chunkId: z.uuid().nullable(),
  /** Where that chunk fell out; null also when a model orders the passages, which is not asked twice. */
  fell: z.enum(fallStages).nullable(),
})
export type ExpectationResult = z.infer<typeof expectationResultSchema>

export const questionResultSchema = z.object({
  /** The same for the same question with the same expected passages. */
  key: z.uuid(),
  questionId: z.uuid(),
  question: z.string(),
  expected: z.array(expectationResultSchema),
  /** How many expected passages are gone with their documents. */
  goneCount: z.int(),
  /** Of the first expected passage that was found. */
  rank: z.int().nullable(),
  /** 0..1; null when everything that was expected is gone. */
  recall: z.number().nullable(),
  tookMs: z.number().nullable(),
})
export type QuestionResult = z.infer<typeof questionResultSchema>

/** interrupted: its process ended before the last question. */
export const runStateSchema = z.enum(['running', 'complete', 'failed', 'interrupted'])

export const testRunSchema = z.object({
  id: z.uuid(),
  knowledgeBaseId: z.uuid(),
  indexId: z.uuid(),
  /** Of the index; it may be gone by now. */
  indexNumber: z.int(),
  settings: retrievalSettingsSchema,
  state: runStateSchema,
  questionCount: z.int(),
  doneCount: z.int(),
  /** Why it failed and what to do; null unless it did. */
  errorText: z.string().nullable(),
  /** Null until it is complete, and when no question had anything left to find. */
  metrics: metricsSchema.nullable(),
  createdAt: z.date(),
  endedAt: z.date().nullable(),
})
export type TestRun = z.infer<typeof testRunSchema>

export const testRunPageSchema = z.object({ items: z.array(testRunSchema), ...pageSchema })
/** With what each question found, in the order in which they were added; empty until the run is complete. */
export const testRunWithResultsSchema = testRunSchema.extend({ results: z.array(questionResultSchema) })
export type TestRunWithResults = z.infer<typeof testRunWithResultsSchema>

/** The active index and the base's own settings, unless others are named. */
export const testRunDraftSchema = z.strictObject({ knowledgeBaseId: z.uuid(), indexId: z.uuid().optional(), settings: retrievalSettingsSchema.optional() })
export type TestRunDraft = z.infer<typeof testRunDraftSchema>

const outcomeSchema = z.object({ rank: z.int().nullable(), recall: z.number().nullable() })
export const comparedQuestionSchema = z.object({
  questionId: z.uuid(),
  question: z.string(),
  /** How b did beside a: more recall is better, and with the same recall the higher rank. only…: the other run did not ask it, or it was changed between them. */
  verdict: z.enum(['worse', 'better', 'same', 'onlyA', 'onlyB']),
  a: outcomeSchema.nullable(),
  b: outcomeSchema.nullable(),
})
export type ComparedQuestion = z.infer<typeof comparedQuestionSchema>

export const comparisonRequestSchema = z.strictObject({ a: z.uuid(), b: z.uuid() })
export const comparisonSchema = z.object({
  a: testRunSchema,
  b: testRunSchema,
  /** Those of b less those of a, over the questions of each. */
  difference: metricsSchema.nullable(),
  /** The worse first, then the better. */
  questions: z.array(comparedQuestionSchema),
})
export type Comparison = z.infer<typeof comparisonSchema>
