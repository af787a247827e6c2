import { z } from 'zod'
import { answerStatusSchema, citationSchema, feedbackSchema, supportSchema } from '@/server/conversations/schema'
import { textSchema } from '@/server/text/schema'

export const exportFormat = 'parley.conversations'
export const exportVersion = 1

/** Characters of one message at most. */
const maxContent = 1_000_000
const maxMessages = 20_000

const portableMessageSchema = z.object({
  id: z.string().min(1).max(200),
  parentId: z.string().nullable(),
  role: z.enum(['user', 'assistant', 'system']),
  content: textSchema.max(maxContent, 'A message has 1,000,000 characters at most'),
  status: answerStatusSchema.default('complete'),
  modelId: textSchema.max(200).nullable().default(null),
  errorText: textSchema.max(2_000).nullable().default(null),
  inputTokens: z.int().nullable().default(null),
  outputTokens: z.int().nullable().default(null),
  costMicros: z.int().nullable().default(null),
  durationMs: z.int().nullable().default(null),
  firstTokenMs: z.int().nullable().default(null),
  support: supportSchema.default(null),
  feedback: feedbackSchema.default(null),
  feedbackText: textSchema.nullable().default(null),
  editedAt: z.coerce.date().nullable().default(null),
  createdAt: z.coerce.date(),
  citations: z.array(citationSchema).max(1_000).default([]),
})
export type PortableMessage = z.infer<typeof portableMessageSchema>

/** A conversation as a file holds it: all its branches. Ids are the file's own; parents stand before their children. */
export const portableConversationSchema = z.object({
  id: z.string().min(1).max(200),
  title: textSchema.transform((title) => title.slice(0, 255)),
  titleIsAuto: z.boolean().default(false),
  modelId: textSchema.max(200).nullable().default(null),
  systemPrompt: textSchema.max(50_000).nullable().default(null),
  searchesWeb: z.boolean().default(false),
  /** Its name. */
  folder: textSchema.max(80).nullable().default(null),
  pinnedAt: z.coerce.date().nullable().default(null),
  archivedAt: z.coerce.date().nullable().default(null),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
  /** The newest message of the branch that is shown. */
  headId: z.string().nullable().default(null),
  messages: z.array(portableMessageSchema).max(maxMessages, 'A conversation has 20,000 messages at most'),
})
export type PortableConversation = z.infer<typeof portableConversationSchema>

/** What became of the conversations of a file. */
export const importResultSchema = z.object({
  added: z.int(),
  /** Here already, and left as they are. */
  known: z.int(),
  /** Without a text. */
  empty: z.int(),
})
export type ImportResult = z.infer<typeof importResultSchema>
