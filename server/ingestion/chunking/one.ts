import { headingMarks } from '@/server/ingestion/chunking/headings'
import type { Method } from '@/server/ingestion/chunking/method'

/** What embedding models take at once. */
export const oneTokens = 8_000

/** The whole document as one chunk, as far as a model takes it. */
export function one(): Method {
  return {
    sizes: { target: oneTokens, limit: oneTokens, enough: oneTokens, tail: 0 },
    marks: (page) => headingMarks(page, () => 'never'),
    warnings: (chunkCount) => (chunkCount > 1 ? [`This document has more than ${oneTokens.toLocaleString('en')} tokens, so it was cut into ${chunkCount} chunks`] : []),
  }
}
