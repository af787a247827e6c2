import { newId } from '@/server/ids'
import type { Hit } from '@/server/retrieval/schema'

/** A passage as a search returns it. */
export function createHit(text: string, draft: Partial<Hit> = {}): Hit {
  const id = newId()
  const place = { chunkId: id, documentId: id, indexedDocumentId: id, documentName: 'guide.pdf', knowledgeBaseId: id, version: 1, index: 0, text, start: 0, end: text.length, page: null, headingPath: [], context: '' }
  return { ...place, score: 1, coverage: 1, similarity: null, relevance: 1, stages: {}, matches: [], before: [], after: [], ...draft }
}
