import { chunkerFor } from '@/server/ingestion/chunk'
import type { TextChunk } from '@/server/ingestion/chunk'
import { markdownHeadings } from '@/server/ingestion/parser/markdown'
import type { Page } from '@/server/ingestion/parser/reading'
import { chunkingSchema, defaultChunking } from '@/server/ingestion/schema'
import type { Chunking, ChunkMethod } from '@/server/ingestion/schema'

/** A page of Markdown; null for a document without pages. */
export function pageOf(text: string, page: number | null = null): Page {
  return { page, text, headings: [...markdownHeadings(text)] }
}

/** The chunks of a document, and what its owner is told. */
export async function chunked(pages: readonly Page[], chunking: Chunking = defaultChunking): Promise<{ chunks: TextChunk[]; warnings: string[] }> {
  const chunker = await chunkerFor(chunking)
  const chunks = [...pages.flatMap((page) => [...chunker.add(page)]), ...chunker.end()]
  return { chunks, warnings: chunker.warnings }
}

/** The same for a Markdown text, or one with several pages, by a method. */
export function cut(method: ChunkMethod, ...pages: string[]): Promise<{ chunks: TextChunk[]; warnings: string[] }> {
  return chunked(pages.map((text, at) => pageOf(text, pages.length > 1 ? at + 1 : null)), chunkingSchema.parse({ method }))
}

/** The texts of the chunks alone. */
export async function texts(method: ChunkMethod, ...pages: string[]): Promise<string[]> {
  return (await cut(method, ...pages)).chunks.map(({ text }) => text)
}

/** Where each chunk stands: its heading path, and the first line of its text. */
export async function places(method: ChunkMethod, ...pages: string[]): Promise<string[]> {
  return (await cut(method, ...pages)).chunks.map(({ headingPath, text }) => `${headingPath.join(' › ')} | ${text.split('\n')[0]}`)
}
