import { z } from 'zod'
import { citationSchema } from '@/server/conversations/schema'

/** A message as everybody who has the link sees it: its text and what it cites. */
const sharedMessageSchema = z.object({
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  citations: z.array(citationSchema),
})
export type SharedMessage = z.infer<typeof sharedMessageSchema>

export const snapshotSchema = z.object({ messages: z.array(sharedMessageSchema) })

/** What the link opens. Nothing in it says whose it was. */
export const sharedConversationSchema = snapshotSchema.extend({ title: z.string(), createdAt: z.date() })
export type SharedConversation = z.infer<typeof sharedConversationSchema>

/** A link, for its owner. */
export const shareSchema = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  title: z.string(),
  token: z.string(),
  createdAt: z.date(),
})
export type Share = z.infer<typeof shareSchema>

/** The tokens that we make: 32 random bytes. */
export const shareTokenSchema = z.string().regex(/^[\w-]{43}$/)
