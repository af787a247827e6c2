import type { DocumentFormat } from '@/server/documents/schema'
import type { Reading } from '@/server/ingestion/parser/reading'
import { sniffFormat } from '@/server/ingestion/parser/sniff'

/** `isWanted` says of the number of a page whether it is read: a reader may pass over the others, which are dropped anyway. */
type Reader = (bytes: Uint8Array, isWanted: (page: number) => boolean) => Reading | Promise<Reading>

const readPlain = async (): Promise<Reader> => (await import('@/server/ingestion/parser/text')).readText

/** The reader of each format. Only its packages are loaded: a small text is read in the time Node needs to start. */
const readers = {
  pdf: async () => (await import('@/server/ingestion/parser/pdf/pdf')).readPdf,
  docx: async () => (await import('@/server/ingestion/parser/office/docx')).readDocx,
  pptx: async () => (await import('@/server/ingestion/parser/office/pptx')).readPptx,
  xlsx: async () => (await import('@/server/ingestion/parser/office/xlsx')).readXlsx,
  odt: async () => (await import('@/server/ingestion/parser/office/opendocument')).readOdt,
  odp: async () => (await import('@/server/ingestion/parser/office/opendocument')).readOdp,
  ods: async () => (await import('@/server/ingestion/parser/office/opendocument')).readOds,
  epub: async () => (await import('@/server/ingestion/parser/epub')).readEpub,
  rtf: async () => (await import('@/server/ingestion/parser/rtf/rtf')).readRtf,
  html: async () => (await import('@/server/ingestion/parser/html/html')).readHtml,
  markdown: async () => (await import('@/server/ingestion/parser/markdown')).readMarkdown,
  csv: async () => (await import('@/server/ingestion/parser/csv')).readCsv,
  json: async () => (await import('@/server/ingestion/parser/json')).readJson,
  email: async () => (await import('@/server/ingestion/parser/email')).readEmail,
  text: readPlain,
  code: readPlain,
} as const satisfies Record<DocumentFormat, () => Promise<Reader>>

/**
 * Opens a file with the reader of its format.
 * @throws UnreadableFile with a sentence for the owner.
 */
export async function readFormat(bytes: Uint8Array, name: string, isWanted: (page: number) => boolean = () => true): Promise<Reading> {
  const read: Reader = await readers[sniffFormat(bytes, name)]()
  return read(bytes, isWanted)
}
