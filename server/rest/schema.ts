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

/** An operation as the reference page shows it. */
export interface ReferenceOperation {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string | null
  /** What an API key needs; null: no key can call it. */
  readonly scope: string | null
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly isRequired: boolean; readonly type: string }[]
  /** null: it takes no body. `example`: null for what is no JSON. */
  readonly body: { readonly mediaType: string; readonly type: string; readonly example: string | null } | null
  readonly answers: readonly { readonly status: string; readonly description: string; readonly type: string }[]
}
