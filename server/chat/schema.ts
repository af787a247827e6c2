import { z } from 'zod'
import { maxAttachments } from '@/server/attachments/schema'
import { variableValuesSchema } from '@/server/assistants/schema'
import { activitySchema, answerStatusSchema, citationSchema, questionTextSchema, supportSchema, systemPromptSchema } from '@/server/conversations/schema'
import { modelIdSchema } from '@/server/models/schema'
import { retrievalRequestSchema, retrievalSettingsSchema } from '@/server/retrieval/schema'

/** Whether a follow-up question may be searched for in words that can be understood without its conversation; true unless it is said. */
const rewriteSchema = z.boolean().optional()

/** Bases and documents that a question names itself. */
export const questionOnlySchema = z
  .strictObject({ knowledgeBaseIds: z.array(z.uuid()).max(20), documentIds: z.array(z.uuid()).max(20) })
  .refine(({ knowledgeBaseIds, documentIds }) => knowledgeBaseIds.length + documentIds.length > 0, 'Name a knowledge base or a document, or leave `only` out')
export type QuestionOnly = z.infer<typeof questionOnlySchema>

/** A question to send. `requestId` is made by the client: sending the same one twice is one question. */
export const questionSchema = z.strictObject({
  conversationId: z.uuid().nullable(),
  requestId: z.uuid(),
  text: questionTextSchema,
  modelId: modelIdSchema.nullable(),
  /** What is searched; null: what the conversation searches, else what its assistant does. */
  knowledgeBaseIds: z.array(z.uuid()).max(20).nullable(),
  /** What is searched for this question alone, in the place of all that; what the conversation searches stays as it is. */
  only: questionOnlySchema.optional(),
  rewrite: rewriteSchema,
  /** How its bases are searched, for this question alone; left out: as its assistant says, or its bases. */
  retrieval: retrievalSettingsSchema.optional(),
  /** Begins a conversation that is neither listed nor found, and goes after a day. */
  isTemporary: z.boolean().optional(),
  /** The question in whose place it is asked: it begins a branch beside that one, and nothing is lost. */
  replaces: z.uuid().optional(),
  /** Whether the internet is searched as well, for this question and the ones after it; left out: as in the conversation before. */
  searchesWeb: z.boolean().optional(),
  /** Files that were uploaded for it. */
  attachmentIds: z.array(z.uuid()).max(maxAttachments, `A question takes ${maxAttachments} files at most`).optional(),
  /** Whom a new conversation is with. */
  assistantId: z.uuid().nullish(),
  /** What the assistant's variables are filled with from now on. */
  variables: variableValuesSchema.optional(),
  /** Said to the model before everything else from now on, in the place of what the assistant says; null: that again. */
  systemPrompt: systemPromptSchema.nullish(),
})
export type Question = z.infer<typeof questionSchema>

/** Another answer to the question of a failed, stopped, interrupted or unwanted one. */
export const retrySchema = z.strictObject({ retryOf: z.uuid(), modelId: modelIdSchema.nullable(), rewrite: rewriteSchema })

/** An answer to a question that was added to the end of its conversation without one (conversations/append.ts). */
export const answerToSchema = z.strictObject({
  answerTo: z.uuid(),
  modelId: modelIdSchema.nullable(),
  rewrite: rewriteSchema,
  /** As in questionSchema. */
  knowledgeBaseIds: z.array(z.uuid()).max(20).nullable(),
  searchesWeb: z.boolean(),
})

/** More of an answer that was stopped, interrupted, or cut at the length that its model may write. */
export const continueSchema = z.strictObject({ continueOf: z.uuid(), modelId: modelIdSchema.nullable() })

export const turnRequestSchema = z.union([questionSchema, retrySchema, continueSchema, answerToSchema])
export type TurnRequest = z.infer<typeof turnRequestSchema>

/**
 * What a reader of an answer sees, in this order: one session, then activity, delta and citation as they happen, an error if there
 * is one, and done at the end. Each event has an id, the reader's place in the answer: sent back as `Last-Event-ID`, it resumes there.
 */
export const turnEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('session'),
    conversationId: z.uuid(),
    title: z.string(),
    questionId: z.uuid(),
    answerId: z.uuid(),
    modelId: z.string(),
    /** It waits for the answers before it; what follows comes when its turn has come. */
    isQueued: z.boolean(),
  }),
  z.object({ type: z.literal('activity'), activity: activitySchema }),
  z.object({ type: z.literal('delta'), text: z.string() }),
  z.object({ type: z.literal('citation'), citation: citationSchema }),
  z.object({ type: z.literal('error'), message: z.string() }),
  z.object({ type: z.literal('done'), status: answerStatusSchema, title: z.string(), support: supportSchema.default(null) }),
])
export type TurnEvent = z.infer<typeof turnEventSchema>

/** A question that is searched for as it is, to see what a model would be sent. */
export const promptRequestSchema = retrievalRequestSchema.omit({ trace: true })
export type PromptDraft = z.input<typeof promptRequestSchema>

/** What a model is sent for the first question of a conversation, word for word; numbers of tokens are estimates. */
export const promptPreviewSchema = z.object({
  system: z.string(),
  systemTokens: z.int(),
  /** The passages with the question behind them. */
  message: z.string(),
  messageTokens: z.int(),
  /** What each passage takes of it, in the order of their numbers. */
  passages: z.array(z.object({ chunkId: z.uuid(), documentName: z.string(), tokens: z.int() })),
})
export type PromptPreview = z.infer<typeof promptPreviewSchema>
