import type { Sizes } from '@/server/ingestion/chunking/sizes'
import type { Heading, Page } from '@/server/ingestion/parser/reading'

/** Whether a chunk begins at a mark: always; unless nothing but titles stands before it; if what stands before is enough; or never. */
export type Border = 'always' | 'afterText' | 'afterEnough' | 'never'

/** A place in a page where something begins. Offsets count in the page's text, in UTF-16 code units. */
export type Mark = {
  readonly offset: number
  readonly begins: Border
  /** The heading that stands here; one without a title only ends those below its level. */
  readonly heading?: Omit<Heading, 'offset'>
  /** Where its title ends; without it, that of a heading is its line. */
  readonly titleEnd?: number
  /** Lines under which all that follows stands, up to the next mark that begins a chunk. */
  readonly context?: readonly string[]
  /** Sizes of what follows, as long. */
  readonly sizes?: Sizes
}

/** A way to cut documents: it knows where something begins, and the chunker does the rest. It may remember from page to page. */
export type Method = {
  readonly sizes: Sizes
  /** The marks of a page, in order. Asked once for each page, in order. */
  marks(page: Page): Iterable<Mark>
  /** Sentences for the owner, once the last page was cut. */
  warnings(chunkCount: number): string[]
}

/** Characters of a line of context: it is repeated in every chunk under it. */
const maxContextLine = 1_000

/** A line as context: without the white space around it, and not too long. */
export function contextLine(line: string): string {
  const visible = line.trim()
  if (visible.length <= maxContextLine) return visible
  const cut = visible.slice(0, maxContextLine)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}
