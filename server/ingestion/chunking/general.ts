import { headingMarks } from '@/server/ingestion/chunking/headings'
import type { Method } from '@/server/ingestion/chunking/method'
import { nothingFound } from '@/server/ingestion/chunking/nothingFound'
import type { Sizes } from '@/server/ingestion/chunking/sizes'

/** Any text: paragraphs up to the size; a major heading begins a chunk, a minor one where there is enough before it. */
export function general(sizes: Sizes): Method {
  return { sizes, marks: (page) => headingMarks(page), warnings: () => [] }
}

/** Manuals and Markdown: every heading begins a chunk, however little stands under it. */
export function manual(sizes: Sizes): Method {
  let isFound = false
  return {
    sizes,
    marks(page) {
      isFound ||= page.headings.length > 0
      return headingMarks(page, () => 'afterText')
    },
    warnings: () => (isFound ? [] : [nothingFound('headings')]),
  }
}
