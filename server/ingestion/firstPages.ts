import { extname } from 'node:path'
import { filePath } from '@/server/files/store'
import type { Page } from '@/server/ingestion/parser/reading'
import { readPages } from '@/server/ingestion/read'
import type { Chunking } from '@/server/ingestion/schema'

/** Of a document, in characters: more than any 60 chunks that a person looks at. */
const maxCharacters = 400_000
/** Documents whose first pages are kept; those that were looked at last. */
const maxKept = 8
const keptMs = 10 * 60_000

export interface FirstPages {
  readonly pages: readonly Page[]
  /** Whether the document ends with them. */
  readonly isWhole: boolean
  /** What the owner should know of a document that was read to its end. */
  readonly warnings: readonly string[]
}

declare global {
  var parleyFirstPages: Map<string, FirstPages> | undefined
}

/** By file and what is read of it. On globalThis because routes and procedures are bundled apart. */
const kept: Map<string, FirstPages> = (globalThis.parleyFirstPages ??= new Map())

/**
 * The first pages of a document as they are read, for those who cut them again and again: they are kept for a while, because starting the
 * parser takes longer than anybody wants to wait for a setting. What is kept is of a file, so that other bytes are never answered with it.
 * @throws AppError why the file cannot be read; the signal's reason when it is aborted.
 */
export async function firstPages({ name, storageKey }: { name: string; storageKey: string }, chunking: Chunking, signal: AbortSignal): Promise<FirstPages> {
  const key = JSON.stringify([storageKey, extname(name), chunking.pages])
  const known = kept.get(key)
  const found = known ?? (await read({ path: filePath(storageKey), name, chunking }, signal))
  // Again, so that it is the last one to go.
  kept.delete(key)
  kept.set(key, found)
  const [oldest] = kept.keys()
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest)
  if (known === undefined) setTimeout(() => kept.get(key) === found && kept.delete(key), keptMs).unref()
  return found
}

async function read(source: { path: string; name: string; chunking: Chunking }, signal: AbortSignal): Promise<FirstPages> {
  const pages: Page[] = []
  for await (const part of readPages(source, maxCharacters, { signal })) {
    if (part.type === 'end') return { pages, isWhole: true, warnings: part.warnings }
    pages.push({ page: part.page, text: part.text, headings: part.headings })
  }
  return { pages, isWhole: false, warnings: [] }
}
