import { expect, test } from 'vitest'
import { sniffFormat } from '@/server/ingestion/parser/sniff'
import { writeZip } from '@/server/testing/zip'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const archive = (...names: string[]) => Buffer.from(writeZip(names.map((name) => ({ name, data: '' })))).toString('latin1')
const typed = (mediaType: string) => Buffer.from(writeZip([{ name: 'mimetype', data: mediaType }])).toString('latin1')
const container = (stream = '') => `\xd0\xcf\x11\xe0${Buffer.from(stream, 'utf16le').toString('latin1')}`

test.each([
  ['%PDF-1.7', 'a.pdf', 'pdf'],
  ['\n\n%PDF-1.7', 'A.PDF', 'pdf'],
  [archive('word/document.xml'), '报告.docx', 'docx'],
  [archive('_rels/.rels', 'ppt/presentation.xml'), 'a.pptx', 'pptx'],
  [archive('xl/workbook.xml'), 'a.xlsm', 'xlsx'],
  [typed('application/epub+zip'), 'a.epub', 'epub'],
  [archive('META-INF/container.xml', 'mimetype'), 'a.epub', 'epub'],
  [typed('application/vnd.oasis.opendocument.spreadsheet'), 'a.ods', 'ods'],
  [archive('META-INF/manifest.xml', 'content.xml'), 'a.odp', 'odp'],
  ['{\\rtf1', 'a.rtf', 'rtf'],
  ['<p>x', 'a.htm', 'html'],
  ['# x', 'readme.md', 'markdown'],
  ['a text about %PDF- files', 'a.txt', 'text'],
  ['a,b', 'a.csv', 'csv'],
  ['{}', 'a.jsonl', 'json'],
  ['From: x', 'a.eml', 'email'],
  ['fn main() {}', 'main.rs', 'code'],
])('%j named %s is %s', (content, name, format) => {
  expect(sniffFormat(bytes(content), name)).toBe(format)
})

test.each([
  ['', 'a.pdf', 'is empty'],
  ['%PDF-1.7', 'a.docx', 'is a PDF; rename it to .pdf'],
  ['%PDF-1.7', 'a.txt', 'is a PDF; rename it to .pdf'],
  [archive('xl/workbook.xml'), 'a.docx', 'is an Excel workbook; rename it to .xlsx'],
  [archive('word/document.xml'), 'a.csv', 'is a Word document; rename it to .docx'],
  [typed('application/epub+zip'), 'a.odt', 'is an EPUB book; rename it to .epub'],
  [archive('photo.jpg'), 'a.docx', 'is not a Word document'],
  ['{\\rtf1', 'a.txt', 'rename it to .rtf'],
  [container(), 'a.docx', 'password-protected or in an old Office format; save it as .docx'],
  [container('EncryptedPackage'), 'a.xlsx', 'is password-protected; remove the password'],
  [container('WordDocument'), 'a.docx', 'in the old .doc format; save it as .docx'],
  [container('Workbook'), 'a.docx', 'in the old .xls format; save it as .xlsx'],
  [container('PowerPoint Document'), 'a.pptx', 'in the old .ppt format; save it as .pptx'],
  ['hello', 'a.docx', 'not a Word document'],
  ['hello', 'a.rtf', 'not a rich text (RTF) file'],
  ['hello', 'a.pdf', 'not a PDF'],
  [archive('a.txt'), 'a.txt', 'is a compressed archive'],
  ['\x89PNG', 'a.md', 'an image'],
  ['a', 'a.exe', '.exe are not read; upload one of .pdf .docx'],
  ['a', 'old.XLS', 'Files of type .xls are not read; save it as .xlsx'],
  ['x', 'noextension', 'without an extension'],
  ['x', '.pdf/../x', 'without an extension'],
])('%j named %s is refused: %s', (content, name, reason) => {
  expect(() => sniffFormat(bytes(content), name)).toThrow(reason)
})
