import { z } from 'zod'
import { chunkSchema, passageSchema } from '@/server/chunks/schema'
import { textSchema } from '@/server/text/schema'

/** The ways to cut a document, in the order in which they are offered. docs/chunking.md says what each is for. */
const chunkMethodNames = ['general', 'manual', 'qa', 'table', 'laws', 'book', 'paper', 'presentation', 'email', 'one'] as const
export const chunkMethodSchema = z.enum(chunkMethodNames, `is not a way to cut documents; choose one of ${chunkMethodNames.join(', ')}`)
export type ChunkMethod = z.infer<typeof chunkMethodSchema>

/**
 * What makes each way: the size of its chunks as a multiple of chunkTokens (null: the whole document, whatever its size), and whether
 * its chunks end with a page once they are large enough.
 */
export const chunkMethods = {
  general: { timesChunkTokens: 1, endsWithPage: true },
  manual: { timesChunkTokens: 1, endsWithPage: false },
  qa: { timesChunkTokens: 1, endsWithPage: false },
  table: { timesChunkTokens: 1, endsWithPage: true },
  laws: { timesChunkTokens: 1, endsWithPage: false },
  book: { timesChunkTokens: 2, endsWithPage: false },
  paper: { timesChunkTokens: 1, endsWithPage: false },
  presentation: { timesChunkTokens: 1, endsWithPage: true },
  email: { timesChunkTokens: 1, endsWithPage: false },
  one: { timesChunkTokens: null, endsWithPage: false },
} as const satisfies Record<ChunkMethod, { timesChunkTokens: number | null; endsWithPage: boolean }>

export const chunkTokensRange = { min: 32, max: 2_048, default: 256 } as const

/** The last page that can be named. */
const lastPage = 1_000_000

const pageSchema = z.int().min(1, 'Pages are counted from 1').max(lastPage, 'This page number is too large')
const pageRangeSchema = z.tuple([pageSchema, pageSchema]).refine(([from, to]) => from <= to, 'A page range goes from a lower number to a higher one')
export type PageRange = z.infer<typeof pageRangeSchema>

/** A string that ends a piece. `\n` and `\t` may be written with a backslash, as forms and other programs do. */
const delimiterSchema = textSchema
  .min(1, 'A delimiter has one character or more')
  .max(32, 'A delimiter has 32 characters at most')
  .overwrite((text) => text.replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\t`, '\t'))

/** How a document is cut into chunks. Parsing fills in what is left out, and brings equal settings to the same form. */
export const chunkingSchema = z
  .strictObject({
    method: chunkMethodSchema.default('general'),
    /** About how many tokens a chunk has; see countTokens. */
    chunkTokens: z
      .int()
      .min(chunkTokensRange.min, 'A chunk has 32 tokens or more')
      .max(chunkTokensRange.max, 'A chunk has 2,048 tokens at most')
      .default(chunkTokensRange.default),
    /** How many tokens at most a chunk repeats of the one before it, in whole sentences. */
    overlapTokens: z.int().min(0, 'The overlap is 0 or more').default(0),
    /** Where text may be cut, e.g. `。`, `；`, `！`, `？` and `\n`. None: at paragraphs, and in long ones after rows and sentences. */
    delimiters: z
      .array(delimiterSchema)
      .max(32, 'Give 32 delimiters at most')
      .overwrite((delimiters) => [...new Set(delimiters)])
      .default([]),
    /** The pages that are read, counted from 1, both ends included. None: all. */
    pages: z.array(pageRangeSchema).max(100, 'Give 100 page ranges at most').overwrite(joined).default([]),
  })
  .refine(({ chunkTokens, overlapTokens }) => overlapTokens <= chunkTokens / 2, { path: ['overlapTokens'], error: 'The overlap is half of the chunk size at most' })
export type Chunking = z.infer<typeof chunkingSchema>

export const defaultChunking: Chunking = chunkingSchema.parse({})

/** Ranges in order, those that touch as one; every page there can be is as good as none named. */
function joined(ranges: PageRange[]): PageRange[] {
  const result: PageRange[] = []
  for (const [from, to] of ranges.toSorted(([one], [other]) => one - other)) {
    const last = result.at(-1)
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result.some(([from, to]) => from === 1 && to === lastPage) ? [] : result
}

/** The same text for settings that cut alike, whatever the order of their keys and delimiters was. */
export function canonicalChunking(chunking: Chunking): string {
  const entries = Object.entries({ ...chunking, delimiters: chunking.delimiters.toSorted() })
  return JSON.stringify(Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1))))
}

/** Delimiters from one line of text, as RAGFlow and a form field write them: each character is one, and so is what stands in backticks. */
export function delimitersIn(line: string): string[] {
  const pieces = line.match(/`[^`]+`|\\[nt]|./gsu) ?? []
  return [...new Set(pieces.map((piece) => (/^`.+`$/s.test(piece) ? piece.slice(1, -1) : piece)))]
}

/** The line for such a field. */
export function delimiterLine(delimiters: readonly string[]): string {
  return delimiters
    .map((delimiter) => delimiter.replaceAll('\n', String.raw`\n`).replaceAll('\t', String.raw`\t`))
    .map((delimiter) => (/^(?:\\[nt]|[^`])$/u.test(delimiter) ? delimiter : `\`${delimiter}\``))
    .join('')
}

/** A chunk as the settings would make it, before anything is stored. */
const previewChunkSchema = passageSchema.extend({ context: z.string(), tokenCount: z.int() })

export const chunkingPreviewSchema = z.object({
  /** The first chunks of the document. */
  chunks: z.array(previewChunkSchema),
  /** Whether the document goes on after them. */
  isPartial: z.boolean(),
  /** How many of the chunks have how many tokens: from `from` on and fewer than `to`. */
  tokenHistogram: z.array(z.object({ from: z.int(), to: z.int(), count: z.int() })),
  /** What the owner should know; only of a document that was read to its end. */
  warnings: z.array(z.string()),
  tookMs: z.number(),
})
export type ChunkingPreview = z.infer<typeof chunkingPreviewSchema>

/** What reading made of a document. */
export const documentReportSchema = z.object({
  /** Of those that were to be read; null for a format without pages. */
  pageCount: z.int().nullable(),
  pagesWithoutText: z.int().nullable(),
  tableCount: z.int(),
  /** Most of its text is in this language (BCP 47); null where there is too little text to say. */
  language: z.string().nullable(),
  /** Other documents of its base that hold the same bytes. */
  duplicates: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** Of a passage. */
  averageTokens: z.int(),
  shortest: chunkSchema.nullable(),
  longest: chunkSchema.nullable(),
  /** Three of its passages, drawn anew every time. */
  samples: z.array(chunkSchema),
})
export type DocumentReport = z.infer<typeof documentReportSchema>

/** What reading a base, or a document, again will take. */
export const buildEstimateSchema = z.object({
  /** Those that were read. */
  documentCount: z.int(),
  /** Null where nothing was read yet. */
  durationMs: z.int().nullable(),
  /** To be embedded. */
  tokenCount: z.int(),
  /** Null where embedding costs nothing. */
  costMicros: z.int().nullable(),
  /** Passages that were written, changed, switched off or given keywords by hand: that stays. */
  editedCount: z.int(),
})
export type BuildEstimate = z.infer<typeof buildEstimateSchema>
