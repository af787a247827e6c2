import type { ShownPassage } from '@/components/documents/passage'
import type { StoredPassage } from '@/components/pdf/findPassage'
import type { DocumentBlock } from '@/server/documents/schema'

/** The stored text of a page; `start` is its offset in the text of the document (UTF-16 code units). */
export interface StoredPage {
  readonly page: number
  readonly start: number
  readonly text: string
}

/** Blocks as the pages that they are of: a long page is several blocks, with nothing but white space between them. */
export function pageTexts(blocks: readonly DocumentBlock[]): StoredPage[] {
  return blocks.reduce<StoredPage[]>((pages, { page, start, text }) => {
    const last = pages.at(-1)
    if (page === null) return pages
    if (last?.page !== page) return [...pages, { page, start, text }]
    return [...pages.slice(0, -1), { ...last, text: last.text.padEnd(start - last.start) + text }]
  }, [])
}

/** The parts of a passage on its pages; on each the text of the whole page says where it stands. */
export function passagesOn(pages: readonly StoredPage[], { start, end, isSeen }: ShownPassage): ReadonlyMap<number, StoredPassage> {
  const parts = pages.flatMap(({ page, start: pageStart, text }) => {
    const passage = { text, start: Math.max(0, start - pageStart), end: Math.min(text.length, end - pageStart) }
    return text.slice(passage.start, passage.end).trim() === '' || passage.end <= passage.start ? [] : [{ page, passage }]
  })
  return new Map(parts.map(({ page, passage }, at) => [page, { ...passage, isBeginning: at === 0, isSeen }]))
}
