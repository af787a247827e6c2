import { z } from 'zod'
import { documentStateSchema } from '@/server/documents/schema'

/** Files that one question may bring. */
export const maxAttachments = 20

/** The images that models take, and that a browser shows without running anything of them; by their extensions. */
export const imageTypes = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif' } as const satisfies Record<string, string>
/** Bytes: what the providers take. */
export const maxImageBytes = 10_000_000

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
