import type { Citation } from '@/server/conversations/schema'
import type { PageBreak } from '@/server/documents/pages'
import type { Hit } from '@/server/retrieval/schema'

/** What is before and after a passage in its document, as far as it goes along. */
type Neighbour = Pick<Hit, 'text'>

/**
 * A passage that an answer may cite, from a document or from a web page, under one numbering: what the prompt holds of it, and what a
 * citation keeps. A quote is on its own page, not on its passage's first, so the pages that begin in it are known.
 */
export interface CitablePassage extends Pick<Citation, 'kind' | 'documentId' | 'knowledgeBaseId' | 'chunkId' | 'version' | 'contentHash' | 'documentName' | 'url' | 'page' | 'headingPath' | 'start' | 'end' | 'score'> {
  readonly text: string
  readonly context: string
  readonly before: readonly Neighbour[]
  readonly after: readonly Neighbour[]
  /** 0..1: how much of the question's words it holds (retrieval/schema.ts). */
  readonly coverage: number
  readonly pageBreaks: readonly PageBreak[]
}

/** A hit of retrieval as a passage of its document. */
export function fromDocument(hit: Hit, pageBreaks: readonly PageBreak[], contentHash: string | null): CitablePassage {
  return { ...hit, kind: 'document', url: null, pageBreaks, contentHash }
}

/**
 * Passages of several searches in one order: the best of each, then the second of each, and so on. Their scores do not compare, so each
 * is told as a share of the best of its own search; a passage that two of them found stands where it came first.
 */
export function interleaved(searches: readonly (readonly CitablePassage[])[]): CitablePassage[] {
  const found = searches.filter((passages) => passages.length > 0)
  if (found.length < 2) return [...(found[0] ?? [])]
  const scaled = found.map((passages) => {
    const best = Math.max(1e-9, ...passages.map(({ score }) => score))
    return passages.map((passage) => ({ ...passage, score: passage.score / best }))
  })
  const longest = Math.max(...scaled.map(({ length }) => length))
  const all = Array.from({ length: longest }, (_, place) => scaled.flatMap((passages) => passages[place] ?? [])).flat()
  return all.filter((passage, at) => all.findIndex((other) => isSame(other, passage)) === at)
}

const isSame = (a: CitablePassage, b: CitablePassage): boolean => a.chunkId === b.chunkId && a.url === b.url && a.start === b.start
