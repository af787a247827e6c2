import { z } from 'zod'
import { continueSchema, questionSchema, retrySchema } from '@/server/chat/schema'

/** Whether the answer is streamed as events; else the request ends with the answer. */
const streamSchema = z.boolean().default(false)

/** A question as a client sends it, with as much left out as can be; another answer to an earlier one, or more of an answer. */
export const messageDraftSchema = z.union([
  questionSchema.extend({
    conversationId: z.uuid().nullable().default(null),
    /** Sending the same one twice is one question; left out: it is a question of its own. */
    requestId: z.uuid().optional(),
    modelId: questionSchema.shape.modelId.default(null),
    knowledgeBaseIds: questionSchema.shape.knowledgeBaseIds.default(null),
    stream: streamSchema,
  }),
  retrySchema.extend({ modelId: retrySchema.shape.modelId.default(null), stream: streamSchema }),
  continueSchema.extend({ modelId: continueSchema.shape.modelId.default(null), stream: streamSchema }),
])
export type MessageDraft = z.input<typeof messageDraftSchema>
