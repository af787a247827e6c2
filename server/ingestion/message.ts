import { z } from 'zod'
import { passageSchema } from '@/server/chunks/schema'
import { documentBlockSchema } from '@/server/documents/schema'
import { chunkingSchema } from '@/server/ingestion/schema'

/**
 * What the parser process is asked for, as JSON in its arguments: blocks and chunks, or, where `firstCharacters` is given, the pages as they were
 * read until they hold so many.
 */
export const parserOrderSchema = z
  .string()
  .max(50_000)
  .transform((json): unknown => JSON.parse(json))
  .pipe(z.strictObject({ chunking: chunkingSchema, firstCharacters: z.int().positive().optional() }))
export type ParserOrder = z.infer<typeof parserOrderSchema>

/**
 * What the parser process says about a file, one JSON line each. For every block and chunk, `text` is exactly the document's text from
 * `start` on (UTF-16 code units); between two blocks there is only white space. `end` is last, or instead of it `failed`, or `more` where the
 * first characters are told and the document goes on.
 */
export const parserMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), done: z.int(), total: z.int() }),
  documentBlockSchema.extend({ type: z.literal('block') }),
  z.object({ type: z.literal('page'), page: z.int().nullable(), text: z.string(), headings: z.array(z.object({ offset: z.int(), level: z.int(), title: z.string() })) }),
  passageSchema.extend({ type: z.literal('chunk'), context: z.string(), tokenCount: z.int() }),
  z.object({ type: z.literal('end'), pageCount: z.int().nullable(), characterCount: z.int(), warnings: z.array(z.string()) }),
  z.object({ type: z.literal('more') }),
  z.object({ type: z.literal('failed'), reason: z.string() }),
])
export type ParserMessage = z.infer<typeof parserMessageSchema>

/** What reading a document gives: readable blocks (a page, or about 8,000 characters where there are no pages), chunks, and `end` last. */
export type DocumentPart = Extract<ParserMessage, { type: 'block' | 'chunk' | 'end' }>
/** What reading its first pages gives: the pages, and `end` last when there are no more. */
export type PagePart = Extract<ParserMessage, { type: 'page' | 'end' }>
