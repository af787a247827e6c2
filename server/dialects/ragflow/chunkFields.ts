import type { Chunk } from '@/server/chunks/schema'
import { hexOf } from '@/server/dialects/ragflow/wire'
import type { Document } from '@/server/documents/schema'

/** [page, left, right, top, bottom] of the places of a passage: only the page is known. Text without pages has one empty place. */
export function positionsOf(page: number | null): (number[] | string)[] {
  return page === null ? [''] : [[page, 0, 0, 0, 0]]
}

/** The words that were searched for, wrapped as RAGFlow wraps them. */
export function emphasised(text: string, search: string): string {
  const words = search.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return text
  return text.replaceAll(new RegExp(words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('|'), 'giu'), (found) => `<em>${found}</em>`)
}

/** Spans of a text wrapped: [start, end), in order. */
export function highlighted(text: string, spans: readonly (readonly [number, number])[]): string {
  let at = 0
  let result = ''
  for (const [start, end] of spans) {
    result += `${text.slice(at, start)}<em>${text.slice(start, end)}</em>`
    at = end
  }
  return result + text.slice(at)
}

/** A passage in the words of RAGFlow. */
export function chunkOf(chunk: Chunk, document: Pick<Document, 'name' | 'knowledgeBaseId'>, search = '') {
  return {
    available: chunk.isEnabled,
    available_int: chunk.isEnabled ? 1 : 0,
    content: emphasised(chunk.text, search),
    dataset_id: hexOf(document.knowledgeBaseId),
    document_id: hexOf(chunk.documentId),
    document_keyword: document.name,
    id: hexOf(chunk.id),
    image_id: '',
    important_keywords: chunk.keywords,
    positions: positionsOf(chunk.page),
  }
}
