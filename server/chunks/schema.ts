import { z } from 'zod'
import { textSchema } from '@/server/text/schema'

/** A chunk's text and its place: its number in the document, and the character offsets of its text there (UTF-16 code units). */
export const passageSchema = z.object({
  index: z.int(),
  text: z.string(),
  /** One that was written by hand stands nowhere: start = end. */
  start: z.int(),
  end: z.int(),
  page: z.int().nullable(),
  headingPath: z.array(z.string()),
})

export const chunkSchema = passageSchema.extend({
  id: z.uuid(),
  documentId: z.uuid(),
  /** What it stands under without holding it, such as the header row of its table; empty when there is nothing. */
  context: z.string(),
  tokenCount: z.int(),
  /** Words of its owner's that raise its rank. */
  keywords: z.array(z.string()),
  /** Off: it is never found. */
  isEnabled: z.boolean(),
  /** When its text was written or changed by hand. */
  editedAt: z.date().nullable(),
})
export type Chunk = z.infer<typeof chunkSchema>

/** What a passage said before it was changed by hand. */
export const earlierPassageSchema = z.object({
  text: z.string(),
  keywords: z.array(z.string()),
  /** When it was changed into what came after it, and by whom: a username, or null when that person is gone. */
  changedAt: z.date(),
  changedBy: z.string().nullable(),
})
export type EarlierPassage = z.infer<typeof earlierPassageSchema>

/** A heading path or keywords as they come back from a JSON column. */
export const storedStringsSchema = z.array(z.string()).catch([])

const chunkTextSchema = textSchema.trim().min(1, 'Write the text of the passage').max(20_000, 'A passage has 20,000 characters at most')
/** Keywords of a passage. */
export const mostKeywords = 20
const keywordsSchema = z
  .array(textSchema.trim().min(1, 'A keyword has one character or more').max(64, 'A keyword has 64 characters at most'))
  .max(mostKeywords, 'A passage has 20 keywords at most')
  .overwrite((keywords) => [...new Set(keywords)])

/** A passage that somebody writes into a document, behind its last one. */
export const chunkDraftSchema = z.strictObject({ documentId: z.uuid(), text: chunkTextSchema, keywords: keywordsSchema.default([]) })
export const chunkPatchSchema = z.strictObject({ id: z.uuid(), text: chunkTextSchema.optional(), keywords: keywordsSchema.optional(), isEnabled: z.boolean().optional() })
export const chunkRemovalSchema = z.strictObject({ documentId: z.uuid(), ids: z.array(z.uuid()).min(1, 'Name the passages to delete').max(1_000, 'Delete 1,000 passages at most at once') })

/** Chunks that hold all words of `search` (all chunks without it), a page of them after `afterIndex`. */
export const chunkListSchema = z.strictObject({
  documentId: z.uuid(),
  search: textSchema.trim().max(200, 'Search for 200 characters at most').default(''),
  isEnabled: z.boolean().optional(),
  afterIndex: z.int32().min(-1).default(-1),
  limit: z.int().min(1).max(200).default(50),
})
