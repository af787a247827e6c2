/** A heading and where it stands in the text of its page (UTF-16 code units). Level 1 is the highest. */
export type Heading = { offset: number; level: number; title: string }

/** A page of a document, or the whole of one that has no pages (`page` is null). */
export type Page = { page: number | null; text: string; headings: Heading[] }

/**
 * What a reader gives: pages one after the other, so that a book never sits in memory twice. `pageCount` is null without pages;
 * `warnings`, sentences for the owner, is complete once the last page was read. `mayBeScanned`: a page without text may be a picture of one.
 */
export type Reading = { pageCount: number | null; pages: AsyncIterable<Page> | Iterable<Page>; warnings?: readonly string[]; mayBeScanned?: boolean }

/** Between two pages in the document's text, which is the texts of its pages joined. */
export const pageSeparator = '\n\n'

/** A file that cannot be read, with the sentence for its owner: what is wrong with it and what to do. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

const lineEnd = /[\v\f\u0085\u2028\u2029]/g
/** Control characters but tab and line end, byte-order marks, and what Unicode says is no character. */
const removed = /[^\P{Cc}\t\n]|[\ufeff\ufffe\uffff]/gu
const loneSurrogate = /\p{Surrogate}/gu

/**
 * Text that every database and model takes: line ends are \n, and control characters (NUL among them), byte-order marks
 * and halves of surrogate pairs are gone. Readers clean before they measure offsets.
 */
export function cleanText(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  const plain = lines.replace(lineEnd, '\n').replace(removed, '')
  return plain.isWellFormed() ? plain : plain.replace(loneSurrogate, '')
}
