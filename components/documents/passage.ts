import type { DocumentBlock } from '@/server/documents/schema'

/** Blocks are fetched in windows of this many; a window is asked for one block more, which says whether a next window exists. */
export const windowSize = 4

export interface WindowRange {
  readonly first: number
  readonly last: number
}

/** The windows that hold a block and its neighbours, so that a passage at the edge of a block is read with what surrounds it. */
export function windowsAround(blockIndex: number): WindowRange {
  return { first: Math.floor(Math.max(0, blockIndex - 1) / windowSize), last: Math.floor((blockIndex + 1) / windowSize) }
}

/** The passage that is marked in a document, [start, end) in its text (UTF-16 code units); 0 and 0 is none. */
export interface ShownPassage {
  readonly start: number
  readonly end: number
  /** Who has clicked on it sees it: it does not have to be brought into view. */
  readonly isSeen: boolean
}

export interface MarkedText {
  readonly before: string
  readonly marked: string
  readonly after: string
}

/** A block cut where the passage [start, end) begins and ends; a passage may lie in two blocks, each marks its part. */
export function markedText(block: Pick<DocumentBlock, 'start' | 'text'>, start: number, end: number): MarkedText {
  const length = block.text.length
  const from = Math.min(Math.max(start - block.start, 0), length)
  const to = Math.min(Math.max(end - block.start, from), length)
  return { before: block.text.slice(0, from), marked: block.text.slice(from, to), after: block.text.slice(to) }
}

/** A passage from its first line that is not one of its headings, for where the place above it names those already. */
export function withoutHeadings(passage: string, headingPath: readonly string[]): string {
  const lines = passage.split('\n')
  const body = lines.findIndex((line) => {
    const words = line.replace(/^#{1,6}\s+/, '').trim()
    return words !== '' && !headingPath.includes(words)
  })
  return body <= 0 ? passage : lines.slice(body).join('\n')
}

/** The language in which a text should be set: what it is written in, whatever the language of the page; undefined where its letters do not tell. */
export function languageOf(text: string): 'zh-CN' | 'ja' | 'ko' | undefined {
  const sample = text.slice(0, 2_000)
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample)) return 'ja'
  if (/\p{Script=Hangul}/u.test(sample)) return 'ko'
  return /\p{Script=Han}/u.test(sample) ? 'zh-CN' : undefined
}
