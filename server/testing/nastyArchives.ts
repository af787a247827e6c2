// Office files, books and spreadsheets as nobody should make them (see nastyFiles.ts).
import { chineseDocx, docxEntries } from '@/server/testing/fixtures'
import type { NastyFile } from '@/server/testing/nastyFiles'
import { pptxEntries, slideBox, writeEpub, writeOdf, writePptx, writeXlsx, xlsxEntries } from '@/server/testing/officeFiles'
import type { Sheet } from '@/server/testing/officeFiles'
import { writeZip } from '@/server/testing/zip'
import type { ZipEntry } from '@/server/testing/zip'

const megabyte = 1_000_000
const billion = 'a'.repeat(120 * megabyte)
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const deflated = (entries: readonly ZipEntry[]) => writeZip(entries.map((entry) => ({ ...entry, isDeflated: true })))
const sheet = (rows: Sheet['rows'], more: Partial<Sheet> = {}) => ({ name: 'S', rows, ...more })
const cut = (file: Uint8Array) => file.subarray(0, file.length - 200)

/** The archive with the packed bytes of one entry overwritten. */
function torn(entries: readonly ZipEntry[], name: string): Uint8Array {
  const archive = Buffer.from(deflated(entries))
  const start = archive.indexOf(name) + name.length
  return archive.fill(0xff, start, start + 30)
}

/** The archive with the same field of every entry of its directory overwritten. */
function lying(file: Uint8Array, field: number, value: number): Uint8Array {
  const archive = Buffer.from(file)
  const mark = Buffer.from([0x50, 0x4b, 0x01, 0x02])
  for (let at = archive.indexOf(mark); at !== -1; at = archive.indexOf(mark, at + 4)) archive.writeUInt32LE(value, at + field)
  return archive
}

const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
const slides = [{ shapes: slideBox('One', 'title') }, { shapes: slideBox('Two', 'title') }]
const people = [['Name', 'Born'], ['Ann', 1980], ['Bob', 1990]] as const
const encryption = '<encryption><EncryptionMethod Algorithm="aes"/><CipherReference URI="OEBPS/a.xhtml"/></encryption>'

const broken: readonly NastyFile[] = [
  { name: 'cut.docx', make: () => cut(chineseDocx()), fails: 'This Word file is damaged or incomplete' },
  { name: 'cut.pptx', make: () => cut(writePptx(slides)), fails: 'This PowerPoint file is damaged or incomplete' },
  { name: 'cut.xlsx', make: () => cut(writeXlsx([sheet(people)])), fails: 'This Excel file is damaged or incomplete' },
  { name: 'cut.odt', make: () => cut(writeOdf('text', '')), fails: 'This OpenDocument file is damaged or incomplete' },
  { name: 'cut.epub', make: () => cut(writeEpub({ chapters: { 'a.xhtml': 'x' } })), fails: 'This EPUB file is damaged or incomplete' },
  { name: 'torn text.docx', make: () => torn(docxEntries(paragraph('x')), 'word/document.xml'), fails: 'This Word file is damaged or incomplete' },
  { name: 'torn picture.docx', make: () => torn([...docxEntries(paragraph('The text is whole.')), { name: 'word/media/image1.png', data: Uint8Array.from({ length: 5_000 }, (_, at) => (at * at) % 251) }], 'word/media/image1.png'), reads: 'The text is whole.' },
  { name: 'torn slide.pptx', make: () => torn(pptxEntries(slides), 'ppt/slides/slide1.xml'), reads: 'One', warns: ['Slide 2 is damaged and was left out'] },
  { name: 'torn sheet.xlsx', make: () => torn(xlsxEntries([sheet(people), { name: 'T', rows: [['whole', 'sheet']] }]), 'xl/worksheets/sheet1.xml'), reads: '| whole | sheet |', warns: ['The sheet “S” is damaged'] },
  { name: 'no main part.pptx', make: () => writeZip([{ name: 'ppt/x.xml', data: '<x/>' }]), fails: 'This PowerPoint file is damaged or incomplete' },
  { name: 'no slides.pptx', make: () => writePptx([]), fails: 'This presentation has no slides' },
  { name: 'no chapters.epub', make: () => writeEpub({ chapters: {} }), fails: 'This book has no chapters' },
  { name: 'hidden.xlsx', make: () => writeXlsx([sheet(people, { state: 'hidden' })]), fails: 'This workbook has no sheet with cells' },
  { name: 'locked entries.xlsx', make: () => lying(writeXlsx([sheet(people)]), 8, 1), fails: 'This Excel file is password-protected' },
  { name: 'locked.odt', make: () => writeOdf('text', 'x', { manifest: '<manifest:encryption-data/>' }), fails: 'This OpenDocument file is password-protected' },
  { name: 'bought.epub', make: () => writeEpub({ chapters: { 'a.xhtml': 'x' }, more: [{ name: 'META-INF/encryption.xml', data: encryption }] }), fails: 'copy-protected (DRM)' },
  { name: 'a text of another kind.ods', make: () => writeOdf('text', '<text:p>x</text:p>'), fails: 'is an OpenDocument text; rename it to .odt' },
]

const bombs: readonly NastyFile[] = [
  { name: 'bomb.docx', make: () => deflated(docxEntries(paragraph(billion))), fails: 'This Word file inflates to far more than it should' },
  { name: 'picture bomb.docx', make: () => deflated([...docxEntries(paragraph('x')), { name: 'word/media/a.bmp', data: billion }]), fails: 'This Word file inflates to far more than it should' },
  { name: 'bomb.pptx', make: () => writePptx([{ shapes: slideBox(billion) }]), fails: 'This PowerPoint file inflates to far more than it should' },
  { name: 'bomb.xlsx', make: () => writeXlsx([sheet([[billion]])]), fails: 'This Excel file inflates to far more than it should' },
  { name: 'bomb.odt', make: () => writeOdf('text', `<text:p>${billion}</text:p>`), fails: 'This OpenDocument file inflates to far more than it should' },
  { name: 'bomb.epub', make: () => writeEpub({ chapters: { 'a.xhtml': billion } }), fails: 'This EPUB file inflates to far more than it should' },
  { name: 'a bomb that says 10 bytes.docx', make: () => lying(deflated(docxEntries(paragraph(billion))), 24, 10), fails: 'This Word file inflates to far more than it should' },
  { name: '1 GB said, 1 kB there.xlsx', make: () => lying(writeXlsx([sheet(people)]), 24, 1_000 * megabyte), reads: '| Ann | 1980 |' },
  { name: '1 GB packed said.xlsx', make: () => lying(writeXlsx([sheet(people)]), 20, 1_000 * megabyte), fails: 'This Excel file is damaged or incomplete' },
  { name: 'eleven thousand entries.pptx', make: () => writeZip([...pptxEntries(slides), ...Array.from({ length: 11_000 }, (_, at) => ({ name: `x${at}`, data: '' }))]), fails: 'This PowerPoint file inflates to far more' },
  { name: 'billion laughs.docx', make: () => writeZip(docxEntries(paragraph('&b;'), laughs)), fails: 'not safe to read' },
  { name: 'billion laughs.xlsx', make: () => writeZip(xlsxEntries([sheet(people)]).map((entry) => ({ ...entry, data: `${laughs}${String(entry.data)}` }))), fails: 'not safe to read' },
  { name: 'billion laughs.epub', make: () => writeEpub({ chapters: { 'a.xhtml': `${laughs}<p>&b; &xxe; text</p>` } }), reads: 'text' },
  { name: 'out of the archive.pptx', make: () => writeZip([...pptxEntries(slides), { name: '../../../etc/cron.d/x', data: 'x' }]), fails: 'not safe to read' },
  { name: 'an absolute name.epub', make: () => writeEpub({ chapters: { 'a.xhtml': 'x' }, more: [{ name: '/etc/passwd', data: 'x' }] }), fails: 'not safe to read' },
  { name: 'the same name twice.xlsx', make: () => writeZip([...xlsxEntries([sheet(people)]), { name: 'xl/workbook.xml', data: '<x/>' }]), fails: 'not safe to read' },
  { name: 'a hundred thousand boxes in each other.pptx', make: () => writePptx([{ shapes: '<p:grpSp>'.repeat(100_000) }]), fails: 'not safe to read' },
  { name: 'a hundred thousand tables in each other.docx', make: () => deflated(docxEntries('<w:tbl><w:tr><w:tc>'.repeat(100_000))), fails: 'could not be read and may be damaged' },
]

const endless: readonly NastyFile[] = [
  { name: 'a million rows said.xlsx', make: () => writeXlsx([sheet(people, { before: '<dimension ref="A1:XFD1048576"/>' })]), reads: '| Bob | 1990 |' },
  { name: 'a million rows.ods', make: () => writeOdf('spreadsheet', '<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'), reads: '| x | x |', warns: ['Only the first 500000 rows'] },
  { name: 'the last cell.xlsx', make: () => writeXlsx([sheet([], { before: '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row><row r="1048576"><c r="A1048576"><v>3</v></c></row></sheetData>' })]), reads: '| 2 |' },
  { name: 'texts that are not there.xlsx', make: () => writeXlsx([sheet([['a', 'b']], { after: '<sheetData><row r="9"><c r="A9" t="s"><v>-1</v></c><c r="B9" t="s"><v>1e9</v></c><c r="C9" s="99"><v>x</v></c></row></sheetData>' })]), reads: '| a | b |' },
  { name: 'formulas.xlsx', make: () => writeXlsx([sheet([['=cmd|calc!A1', 'x'], ['y', { formula: 'SUM(A1)' }]])]), reads: '=cmd\\|calc!A1', warns: ['have no result yet (1)'] },
  { name: 'a spine in circles.epub', make: () => writeEpub({ chapters: { 'a.xhtml': '<p>once</p>', 'b.xhtml': '<p>twice</p>' }, spine: Array.from({ length: 20_000 }, (_, at) => (at % 2 === 0 ? 'a.xhtml' : 'b.xhtml')) }), reads: 'once\n\ntwice' },
  { name: 'a chapter is gone.epub', make: () => writeEpub({ chapters: { 'a.xhtml': 'here' }, spine: ['gone.xhtml', 'a.xhtml'] }), reads: 'here', warns: ['Part 1 of 2'] },
  { name: 'a remote picture.docx', make: () => writeZip(docxEntries(`${paragraph('no request')}<w:p><w:r><w:pict><v:imagedata r:href="http://127.0.0.1:9/x.png"/></w:pict></w:r></w:p>`)), reads: 'no request' },
]

export const nastyArchives: readonly NastyFile[] = [...broken, ...bombs, ...endless]
