import type { Citation } from '@/server/conversations/schema'

/** A source of an answer, of a document that nobody has, unless it is said otherwise. */
export function createCitation(draft: Partial<Citation> = {}): Citation {
  const origin = { kind: 'document' as const, url: null, documentId: null, knowledgeBaseId: null, chunkId: null, version: 1, contentHash: null, documentName: 'guide.md', page: null, headingPath: [] }
  return { ordinal: 1, ...origin, start: 0, end: 5, quote: 'Hello', passage: 'Hello there', score: 1, isWrong: false, change: null, ...draft }
}
