import type { PageRange } from '@/server/ingestion/schema'

/** Whether a page, counted from 1, is to be read; no ranges mean every page. */
export function isInRanges(ranges: readonly PageRange[], page: number): boolean {
  return ranges.length === 0 || ranges.some(([from, to]) => page >= from && page <= to)
}

/** How many pages of a document are to be read. The ranges do not overlap. */
export function pagesInRanges(ranges: readonly PageRange[], pageCount: number): number {
  if (ranges.length === 0) return pageCount
  return ranges.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, pageCount) - from + 1), 0)
}
