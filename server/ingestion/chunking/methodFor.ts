import type { Method } from '@/server/ingestion/chunking/method'
import { sizesAround } from '@/server/ingestion/chunking/sizes'
import type { Sizes } from '@/server/ingestion/chunking/sizes'
import { chunkMethods } from '@/server/ingestion/schema'
import type { Chunking, ChunkMethod } from '@/server/ingestion/schema'

/** Loaded one by one: the parser process, which is started for every file, needs one of them. */
const methods = {
  general: async () => (await import('@/server/ingestion/chunking/general')).general,
  manual: async () => (await import('@/server/ingestion/chunking/general')).manual,
  qa: async () => (await import('@/server/ingestion/chunking/qa')).qa,
  table: async () => (await import('@/server/ingestion/chunking/table')).table,
  laws: async () => (await import('@/server/ingestion/chunking/laws')).laws,
  book: async () => (await import('@/server/ingestion/chunking/book')).book,
  paper: async () => (await import('@/server/ingestion/chunking/paper')).paper,
  presentation: async () => (await import('@/server/ingestion/chunking/presentation')).presentation,
  email: async () => (await import('@/server/ingestion/chunking/email')).email,
  one: async () => (await import('@/server/ingestion/chunking/one')).one,
} as const satisfies Record<ChunkMethod, () => Promise<(sizes: Sizes) => Method>>

/** The method of some settings, at the beginning of a document. */
export async function methodFor({ method, chunkTokens }: Chunking): Promise<Method> {
  const begin = await methods[method]()
  return begin(sizesAround(chunkTokens * (chunkMethods[method].timesChunkTokens ?? 1)))
}
