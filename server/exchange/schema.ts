import { z } from 'zod'
import { answerStatusSchema, citationSchema, feedbackSchema, supportSchema } from '@/server/conversations/schema'
import { textSchema } from '@/server/text/schema'

export const exportFormat = 'parley.conversations'
export const exportVersion = 1

/** Characters of one message at most. */
const maxContent = 1_000_000
const maxMessages = 20_000

/** Those that every database can keep. */
const dateSchema = z.coerce.date().min(new Date(0)).max(new Date('9999-12-31T23:59:59.999Z'))

/** What an answer of ours cites, within what a database can keep: a file can say anything. */
const portableCitationSchema = citationSchema.extend({
  ordinal: z.int32(),
  url: textSchema.nullable().default(null),
  version: z.int32(),
  documentName: textSchema,
  page: z.int32().nullable(),
  headingPath: z.array(textSchema),
  start: z.int32(),
  end: z.int32(),
  quote: textSchema,
  passage: textSchema,
  contentHash: textSchema.nullable().default(null),
})

const areNumberedApart = (citations: readonly { ordinal: number }[]): boolean => new Set(citations.map(({ ordinal }) => ordinal)).size === citations.length

const portableMessageSchema = z.object({
  id: z.string().min(1).max(200),
  parentId: z.string().nullable(),
  role: z.enum(['user', 'assistant', 'system']),
  content: textSchema.max(maxContent, 'A message has 1,000,000 characters at most'),
  status: answerStatusSchema.default('complete'),
  modelId: textSchema.max(200).nullable().default(null),
  errorText: textSchema.max(2_000).nullable().default(null),
  inputTokens: z.int32().nullable().default(null),
  outputTokens: z.int32().nullable().default(null),
  costMicros: z.int32().nullable().default(null),
  durationMs: z.int32().nullable().default(null),
  firstTokenMs: z.int32().nullable().default(null),
  support: supportSchema.default(null),
  feedback: feedbackSchema.default(null),
  feedbackText: textSchema.nullable().default(null),
  editedAt: dateSchema.nullable().default(null),
  createdAt: dateSchema,
  citations: z.array(portableCitationSchema).max(1_000).refine(areNumberedApart, 'Two sources have the same number').default([]),
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
  pinnedAt: dateSchema.nullable().default(null),
  archivedAt: dateSchema.nullable().default(null),
  createdAt: dateSchema,
  updatedAt: dateSchema,
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
