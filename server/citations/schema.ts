import { z } from 'zod'
import { citationChangeSchema, citationSchema } from '@/server/conversations/schema'

/** A source of an answer, by its number there. */
export const citationKeySchema = z.strictObject({ answerId: z.uuid(), ordinal: z.int().min(1) })
export type CitationKey = z.infer<typeof citationKeySchema>

/** A source as it was cited, and as it is now. */
export const comparisonSchema = z.object({
  change: citationChangeSchema.nullable(),
  citation: citationSchema,
  /** The passage that stands in its place; null when nothing like it is there any more. */
  present: z.object({ chunkId: z.uuid(), text: z.string(), page: z.int().nullable(), start: z.int(), end: z.int() }).nullable(),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** What a conversation rests on and what it took. */
export const conversationDetailsSchema = z.object({
  systemPrompt: z.string().nullable(),
  /** Of what does not fit into the history any more. */
  summary: z.string().nullable(),
  answerCount: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  /** Millionths of a dollar; null while no price is known. */
  costMicros: z.int().nullable(),
  /** What its answers cite, the most cited first. */
  documents: z.array(
    citationSchema.pick({ kind: true, documentId: true, knowledgeBaseId: true, documentName: true, url: true }).extend({
      /** In how many places. */
      count: z.int(),
      isGone: z.boolean(),
    }),
  ),
})
export type ConversationDetails = z.infer<typeof conversationDetailsSchema>
