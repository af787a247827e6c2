import { z } from 'zod'
import { textSchema } from '@/server/text/schema'

export const searchTextSchema = textSchema.trim().max(200)

/** A piece of a text and what of it is looked for (UTF-16 offsets in the piece). */
export const snippetSchema = z.object({ text: z.string(), marks: z.array(z.object({ start: z.int(), end: z.int() })) })
export type Snippet = z.infer<typeof snippetSchema>

/** The message after which the next page begins. */
export const messageCursorSchema = z.strictObject({ createdAt: z.coerce.date(), id: z.uuid() })

export const messageSearchSchema = z.strictObject({
  search: searchTextSchema,
  cursor: messageCursorSchema.nullish(),
  limit: z.int().min(1).max(50).default(20),
})

export const foundMessageSchema = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  conversationTitle: z.string(),
  role: z.enum(['user', 'assistant', 'system']),
  createdAt: z.date(),
  snippet: snippetSchema,
})

export const foundMessagePageSchema = z.object({ items: z.array(foundMessageSchema), nextCursor: messageCursorSchema.nullable() })

export const titleSearchSchema = z.strictObject({ search: searchTextSchema, limit: z.int().min(1).max(50).default(20) })

export const foundTitleSchema = z.object({ id: z.uuid(), updatedAt: z.date(), isArchived: z.boolean(), title: snippetSchema })

export const conversationSearchSchema = z.strictObject({ id: z.uuid(), search: searchTextSchema })

/** Messages in their order: how often each holds the text, and how it is written there. */
export const foundInConversationSchema = z.array(z.object({ id: z.uuid(), count: z.int(), forms: z.array(z.string()) }))
