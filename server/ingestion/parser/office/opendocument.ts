import { OdfText } from '@/server/ingestion/parser/office/odfText'
import { OdsSheets } from '@/server/ingestion/parser/office/odsSheets'
import { UnreadableFile } from '@/server/ingestion/parser/reading'
import type { Reading } from '@/server/ingestion/parser/reading'
import { readXml } from '@/server/ingestion/parser/xml'
import type { XmlHandler } from '@/server/ingestion/parser/xml'
import { Archive } from '@/server/ingestion/parser/zip'

/** An OpenDocument text: headings, paragraphs, lists, tables, notes in brackets; comments and what was deleted are left out. */
export async function readOdt(bytes: Uint8Array): Promise<Reading> {
  const [page] = (await readContent(bytes, new OdfText())).result()
  return { pageCount: null, pages: page === undefined ? [] : [{ page: null, ...page }] }
}

/** An OpenDocument presentation: a slide is a page, with its title as heading and its notes. */
export async function readOdp(bytes: Uint8Array): Promise<Reading> {
  const pages = (await readContent(bytes, new OdfText())).result()
  if (pages.length === 0) throw new UnreadableFile('This presentation has no slides; check it and upload it again')
  return { pageCount: pages.length, pages: pages.map((page, at) => ({ page: at + 1, ...page })) }
}

/** An OpenDocument spreadsheet: a sheet is a page, with its name as heading and its cells as they are shown. */
export async function readOds(bytes: Uint8Array): Promise<Reading> {
  const sheets = await readContent(bytes, new OdsSheets())
  const pages = sheets.result()
  if (pages.length === 0) throw new UnreadableFile('This workbook has no sheet with cells; check it and upload it again')
  return { pageCount: pages.length, pages, warnings: sheets.warnings }
}

async function readContent<Handler extends XmlHandler>(bytes: Uint8Array, handler: Handler): Promise<Handler> {
  const archive = new Archive(bytes, 'OpenDocument')
  if (!archive.has('content.xml')) throw archive.damaged()
  let isEncrypted = false
  await readXml(archive, 'META-INF/manifest.xml', {
    open: (name) => {
      isEncrypted ||= name === 'encryption-data'
    },
  })
  if (isEncrypted) throw archive.encrypted()
  await readXml(archive, 'content.xml', handler)
  return handler
}
