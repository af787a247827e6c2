import { z } from 'zod'
import { textSchema } from '@/server/text/schema'

export const folderNameSchema = textSchema.trim().min(1, 'Give the folder a name').max(80, 'A name has 80 characters at most')

export const folderSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Of the conversations that are listed in it. */
  conversationCount: z.int(),
})
export type Folder = z.infer<typeof folderSchema>

export const folderDraftSchema = z.strictObject({ name: folderNameSchema })
export const folderPatchSchema = z.strictObject({ id: z.uuid(), name: folderNameSchema })
