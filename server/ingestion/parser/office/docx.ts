import mammoth from 'mammoth'
import { htmlReading } from '@/server/ingestion/parser/html/html'
import { cleanText } from '@/server/ingestion/parser/reading'
import type { Reading } from '@/server/ingestion/parser/reading'
import { checkZip } from '@/server/ingestion/parser/zip'

const options = {
  // Headings as Word names them in English are known to mammoth; these are what other programs and languages write.
  styleMap: ["p[style-name='Title'] => h1:fresh", ...[1, 2, 3, 4, 5, 6].flatMap((level) => [`p[style-name='标题 ${level}'] => h${level}:fresh`, `p[style-name='標題 ${level}'] => h${level}:fresh`])],
  // Without this an image would stand in the HTML as megabytes of base64.
  convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
}

/** A Word document: headings, paragraphs, lists, tables as rows, footnotes; images are left out. */
export async function readDocx(bytes: Uint8Array): Promise<Reading> {
  await checkZip(bytes, 'Word')
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }, options)
  return htmlReading(cleanText(value))
}
