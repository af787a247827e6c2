import { readPackage } from '@/server/ingestion/parser/epubPackage'
import type { Book } from '@/server/ingestion/parser/epubPackage'
import { decodeHtml, htmlPage } from '@/server/ingestion/parser/html/html'
import { UnreadableFile } from '@/server/ingestion/parser/reading'
import type { Page, Reading } from '@/server/ingestion/parser/reading'
import { Archive, unlessDamaged } from '@/server/ingestion/parser/zip'

/** An EPUB book: its chapters in the order of reading, with their headings, or their titles in the table of contents where they have none. */
export async function readEpub(bytes: Uint8Array): Promise<Reading> {
  const archive = new Archive(bytes, 'EPUB')
  const book = await readPackage(archive)
  if (book.chapters.length === 0) throw new UnreadableFile('This book has no chapters; check it and upload it again')
  const warnings: string[] = []
  return { pageCount: null, pages: readChapters(archive, book, warnings), warnings }
}

async function* readChapters(archive: Archive, { chapters, titles }: Book, warnings: string[]): AsyncGenerator<Page> {
  for (const [at, chapter] of chapters.entries()) {
    const page = await unlessDamaged(readChapter(archive, chapter))
    if (page === undefined) warnings.push(`Part ${at + 1} of ${chapters.length} of this book is missing or damaged and was left out`)
    else if (page.text.trim() !== '') yield titled(page, titles.get(chapter))
  }
}

async function readChapter(archive: Archive, chapter: string): Promise<Page | undefined> {
  const bytes = await archive.bytes(chapter)
  return bytes === undefined ? undefined : htmlPage(decodeHtml(bytes))
}

/** A chapter that has no heading stands under its title in the table of contents; one that is the rest of another has no title there. */
function titled(page: Page, title: string | undefined): Page {
  if (title === undefined || page.headings.length > 0) return page
  const text = page.text.startsWith(title) ? page.text : `${title}\n\n${page.text}`
  return { page: null, text, headings: [{ offset: 0, level: 1, title }] }
}
