import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { getDocument, InvalidPDFException, PasswordException } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { BodySize, pageText } from '@/server/ingestion/parser/pdf/pdfLayout'
import { linesOf } from '@/server/ingestion/parser/pdf/pdfLines'
import type { Glyphs, Line } from '@/server/ingestion/parser/pdf/pdfLines'
import { withoutRunningLines } from '@/server/ingestion/parser/pdf/runningLines'
import type { PageLines } from '@/server/ingestion/parser/pdf/runningLines'
import { UnreadableFile } from '@/server/ingestion/parser/reading'
import type { Page, Reading } from '@/server/ingestion/parser/reading'
import { log } from '@/server/log'

const packageDir = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
/** Fonts and character maps that pages share are kept this long. */
const pagesPerCleanup = 20

/** The text of a PDF, page by page, put together from where its characters stand. Images are not looked at, nor pages that are not wanted. */
export async function readPdf(bytes: Uint8Array, isWanted: (page: number) => boolean = () => true): Promise<Reading> {
  const document = await open(bytes)
  if (document.numPages === 0) throw new UnreadableFile('This PDF has no pages; export it again and upload the new file')
  const warnings: string[] = []
  return { pageCount: document.numPages, pages: readPages(document, isWanted, warnings), warnings, mayBeScanned: true }
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const task = getDocument({
    // Of a Buffer it would take the whole memory that the Buffer is a part of.
    data: new Uint8Array(bytes),
    // Without these, Chinese and Japanese files that embed no character map give no text.
    cMapUrl: join(packageDir, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(packageDir, 'standard_fonts/'),
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
  })
  try {
    return await task.promise
  } catch (cause) {
    if (cause instanceof PasswordException) throw new UnreadableFile('This PDF is password-protected; remove the password and upload it again', { cause })
    if (cause instanceof InvalidPDFException) throw new UnreadableFile('This PDF is damaged or incomplete; export it again and upload the new file', { cause })
    throw cause
  }
}

async function* readPages(document: PDFDocumentProxy, isWanted: (page: number) => boolean, warnings: string[]): AsyncGenerator<Page> {
  const body = new BodySize()
  for await (const { page, lines } of withoutRunningLines(readLines(document, isWanted, warnings))) {
    body.add(lines)
    yield { page, ...pageText(lines, body.size) }
  }
  await document.loadingTask.destroy()
}

async function* readLines(document: PDFDocumentProxy, isWanted: (page: number) => boolean, warnings: string[]): AsyncGenerator<PageLines> {
  for (let page = 1; page <= document.numPages; page += 1) {
    if (!isWanted(page)) continue
    const lines = await linesOfPage(document, page)
    if (lines === undefined) warnings.push(`Page ${page} is damaged and was left out`)
    else yield { page, lines }
    if (page % pagesPerCleanup === 0) await document.cleanup()
  }
}

/** The lines of one page, or undefined of a damaged one: the other 299 are still worth having. */
async function linesOfPage(document: PDFDocumentProxy, number: number): Promise<Line[] | undefined> {
  try {
    const page = await document.getPage(number)
    const lines = linesOf(await glyphsOf(page))
    page.cleanup()
    return lines
  } catch (error) {
    log.error('page unreadable', error, { page: number })
    return undefined
  }
}

/** The runs of characters on a page, in the order in which it draws them. */
async function glyphsOf(page: PDFPageProxy): Promise<Glyphs[]> {
  const { items, styles } = await page.getTextContent()
  return items.flatMap((item) => {
    if (!('str' in item)) return []
    const [a, b, , , x, y] = item.transform.map(Number)
    const isVertical = styles[item.fontName]?.vertical === true
    return [{ text: item.str, a: a ?? 1, b: b ?? 0, x: x ?? 0, y: y ?? 0, width: item.width, height: item.height, isVertical, isRightToLeft: item.dir === 'rtl' }]
  })
}
