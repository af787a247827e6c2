import { chunkerFor, type TextChunk } from '@/server/ingestion/chunk'
import { defaultChunking } from '@/server/ingestion/schema'
import type { WebPage } from '@/server/internet/readPage'
import { indexedTerms } from '@/server/retrieval/fields'
import { saysTheSame, textTerms } from '@/server/retrieval/ranking/nearDuplicates'
import { rescore } from '@/server/retrieval/ranking/rescore'
import { statisticsOf } from '@/server/retrieval/ranking/statistics'

/** A passage of a page, and how well it answers a question (retrieval/schema.ts: score, coverage). */
export interface WebPassage extends TextChunk {
  readonly url: string
  /** The page's title, or its host. */
  readonly title: string
  readonly score: number
  readonly coverage: number
}

/** Passages that are given to a model, and how many of them may be of one page. */
const limit = 6
const limitOfPage = 3
/** Chunks of one page that are ranked. */
const chunksOfPage = 200

/** The passages of some pages that answer a question best, best first: ranked as those of documents are, against each other. None that shares nothing with it. */
export async function bestPassages(question: string, pages: readonly WebPage[]): Promise<WebPassage[]> {
  const chunks = (await Promise.all(pages.map(chunksOf))).flat()
  if (chunks.length === 0) return []
  const rows = chunks.map(({ title, text, headingPath, context }) => indexedTerms({ documentName: title, headingPath, text, context }))
  const scores = rescore(question, rows, statisticsOf(rows))
  const ranked = chunks
    .map((chunk, at) => ({ chunk: { ...chunk, ...(scores[at] ?? { score: 0, coverage: 0 }) }, terms: textTerms(rows[at] ?? '') }))
    .filter(({ chunk }) => chunk.coverage > 0)
    .toSorted((a, b) => b.chunk.score - a.chunk.score)
  const kept: typeof ranked = []
  for (const item of ranked) {
    if (kept.length >= limit) break
    const ofItsPage = kept.filter(({ chunk }) => chunk.url === item.chunk.url)
    if (ofItsPage.length < limitOfPage && !kept.some(({ terms }) => saysTheSame(item.terms, terms))) kept.push(item)
  }
  return kept.map(({ chunk }) => chunk)
}

async function chunksOf({ url, title, text }: WebPage): Promise<Omit<WebPassage, 'score' | 'coverage'>[]> {
  const chunker = await chunkerFor(defaultChunking)
  const chunks = [...chunker.add(text), ...chunker.end()]
  return chunks.slice(0, chunksOfPage).map((chunk) => ({ ...chunk, url, title: title === '' ? new URL(url).host : title }))
}
