import { z } from 'zod'
import { AppError } from '@/server/errors'
import { type Chunking, chunkingSchema, chunkMethodSchema, delimiterLine, delimitersIn } from '@/server/ingestion/schema'

/** RAGFlow's ways to cut that are called otherwise here. `navie` is how its reference spells it. */
const sameAs: Readonly<Record<string, string>> = { naive: 'general', navie: 'general' }
const notBuilt = ['picture', 'audio', 'resume', 'knowledge_graph', 'tag']

/** The last page that RAGFlow names. */
const everyPage = [[1, 1_000_000]]

/** A parse_method, parser_method or chunk_method. @throws AppError invalid for one that does not exist, or that is not built here. */
export function methodOf(name: string): Chunking['method'] {
  const method = chunkMethodSchema.safeParse(sameAs[name] ?? name).data
  if (method !== undefined) return method
  throw new AppError('invalid', `The method ${name} ${notBuilt.includes(name) ? 'is not built here' : 'does not exist'}; choose naive, manual, qa, table, paper, book, laws, presentation, one or email`)
}

export const methodName = ({ method }: Chunking): string => (method === 'general' ? 'naive' : method)

const chunkSize = z.int('is a whole number of tokens').optional()

export const parserConfigSchema = z.looseObject({
  chunk_token_num: chunkSize,
  chunk_token_count: chunkSize,
  delimiter: z.string().optional(),
  pages: z.array(z.tuple([z.int(), z.int()])).optional(),
  layout_recognize: z.union([z.boolean(), z.string()]).optional(),
  task_page_size: z.int().optional(),
  entity_types: z.array(z.string()).optional(),
})
export type ParserConfig = z.infer<typeof parserConfigSchema>

/** Fields that say what is done anyway, or ask for nothing. */
const idle: Readonly<Record<string, (value: unknown) => boolean>> = {
  // The layout is always read, and never in tasks of so many pages.
  layout_recognize: (value) => value === true || value === 'DeepDOC' || value === 'Plain Text',
  task_page_size: (value) => value === 12,
  html4excel: (value) => value === false,
  auto_keywords: (value) => value === 0,
  auto_questions: (value) => value === 0,
  entity_types: (value) => Array.isArray(value) && value.length === 0,
  filename_embd_weight: (value) => value === null,
  raptor: asksNothing,
  graphrag: asksNothing,
  parent_child: asksNothing,
}

function asksNothing(value: unknown): boolean {
  return value === null || (typeof value === 'object' && !Object.entries(value).some(([key, wanted]) => key.startsWith('use_') && wanted === true))
}

/** How documents are to be cut, from the settings before and what a client sends. @throws AppError invalid for what is not built here, or is out of its range. */
export function chunkingFrom(before: Chunking, { method, config }: { method?: string | null | undefined; config?: ParserConfig | null | undefined }): Chunking {
  const { chunk_token_num, chunk_token_count, delimiter, pages, ...others } = config ?? {}
  const refused = Object.entries(others).find(([field, value]) => value !== undefined && idle[field]?.(value) !== true)
  if (refused !== undefined) throw new AppError('invalid', `parser_config.${refused[0]} cannot be ${JSON.stringify(refused[1])} here; leave it out`)
  const chunkTokens = chunk_token_num ?? chunk_token_count
  const result = chunkingSchema.safeParse({
    ...before,
    ...(method == null ? {} : { method: methodOf(method) }),
    ...(chunkTokens === undefined ? {} : { chunkTokens, overlapTokens: Math.min(before.overlapTokens, Math.floor(chunkTokens / 2)) }),
    ...(delimiter === undefined ? {} : { delimiters: delimitersIn(delimiter) }),
    ...(pages === undefined ? {} : { pages }),
  })
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new AppError('invalid', `parser_config: ${issue?.message ?? 'is wrong'}`)
}

/** The settings of a base or a document, in both spellings. */
export function parserConfigOf({ chunkTokens, delimiters, pages }: Chunking) {
  return {
    chunk_token_num: chunkTokens,
    chunk_token_count: chunkTokens,
    delimiter: delimiterLine(delimiters),
    layout_recognize: true,
    task_page_size: 12,
    pages: pages.length === 0 ? everyPage : pages,
  }
}
