import { z } from 'zod'
import { documentStateSchema } from '@/server/documents/schema'

export * from '@/server/attachments/facts'

/** A file that was given with a question, or is about to be. */
export const attachmentSchema = z.object({
  id: z.uuid(),
  /** document: read into the hidden base of its conversation. image: shown to a model that can see. */
  kind: z.enum(['document', 'image']),
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.int(),
  documentId: z.uuid().nullable(),
  /** The question that it was sent with; null while it waits for one. */
  messageId: z.uuid().nullable(),
  /** How far it is read; an image is ready as it is. */
  state: documentStateSchema,
  /** Why it failed and what to do; null unless the state is failed. */
  errorText: z.string().nullable(),
})
export type Attachment = z.infer<typeof attachmentSchema>
