// Files that people and attackers upload, made here so that each can be read in a diff, and what comes of each.
import { nastyArchives } from '@/server/testing/nastyArchives'
import { nastyTexts } from '@/server/testing/nastyTexts'
import { encryptedPdf, englishPdf, scannedPdf } from '@/server/testing/fixtures'
import { writeEpub, writePptx, writeXlsx } from '@/server/testing/officeFiles'
import { typeset, writePdf } from '@/server/testing/pdf'
import { writeZip } from '@/server/testing/zip'

/** A file under the name that its owner gives it, made when it is needed. */
export type NastyFile = {
  name: string
  make: () => string | Uint8Array
  /** It is refused, and the sentence that its owner reads holds this … */
  fails?: string
  /** … or it is read: its text holds this, … */
  reads?: string
  /** … and its owner is warned with sentences that hold these. */
  warns?: readonly string[]
}

const noise = (length: number) => Uint8Array.from({ length }, (_, at) => (at * at * 31 + at * 7) % 256)
/** The container of old Office files with one stream name in it. */
const oldOffice = (stream: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(stream, 'utf16le'), Buffer.alloc(512)])
const workbook = () => writeXlsx([{ name: 'S', rows: [['a', 'b'], [1, 2]] }])

/** Not what their name says, or nothing at all. */
const misnamed: readonly NastyFile[] = [
  { name: 'zero bytes.docx', make: () => '', fails: 'This file is empty' },
  { name: 'zero bytes.txt', make: () => '', fails: 'This file is empty' },
  { name: 'README', make: () => 'x', fails: 'Files without an extension are not read' },
  { name: '.htaccess', make: () => 'Deny from all', fails: 'Files of type .htaccess are not read' },
  { name: 'setup.exe', make: () => 'MZ', fails: 'Files of type .exe are not read' },
  { name: 'old.doc', make: () => oldOffice('WordDocument'), fails: 'Files of type .doc are not read; save it as .docx' },
  { name: 'old.XLS', make: () => oldOffice('Workbook'), fails: 'save it as .xlsx' },
  { name: 'old.ppt', make: () => oldOffice('PowerPoint Document'), fails: 'save it as .pptx' },
  { name: 'renamed doc.docx', make: () => oldOffice('WordDocument'), fails: 'is in the old .doc format; save it as .docx' },
  { name: 'renamed xls.xlsx', make: () => oldOffice('Workbook'), fails: 'is in the old .xls format; save it as .xlsx' },
  { name: 'photo.docx', make: () => Buffer.from('\x89PNG\r\n', 'latin1'), fails: 'is not a Word document' },
  { name: 'report.docx', make: englishPdf, fails: 'is a PDF; rename it to .pdf' },
  { name: 'table.csv', make: workbook, fails: 'is an Excel workbook; rename it to .xlsx' },
  { name: 'deck.pdf', make: () => writePptx([]), fails: 'is a PowerPoint presentation; rename it to .pptx' },
  { name: 'book.zip.txt', make: () => writeEpub({ chapters: { 'a.xhtml': 'x' } }), fails: 'is an EPUB book; rename it to .epub' },
  { name: 'photos.docx', make: () => writeZip([{ name: 'a.jpg', data: 'x' }]), fails: 'is not a Word document' },
  { name: 'page.pdf', make: () => '<html>Not found</html>', fails: 'is not a PDF' },
  { name: 'letter.rtf', make: () => 'Dear Ada,', fails: 'is not a rich text (RTF) file' },
  { name: 'words.eml', make: () => 'Just some words.', fails: 'is not an e-mail' },
  { name: 'program.eml', make: () => Buffer.from('MZ\x90\0', 'latin1'), fails: 'is a program' },
  { name: '--eval=1.js', make: () => 'process.exit(1)', reads: 'process.exit(1)' },
  { name: '报告 — 第三季度（终稿）“新” 😀.txt', make: () => '海堤。', reads: '海堤。' },
  { name: 'تقرير‮fdp.txt', make: () => 'بُني السد عام 1874.\nשלום \u202eabc', reads: 'שלום \u202eabc' },
  { name: `${'very '.repeat(60)}long.md`, make: () => '# x', reads: '# x' },
  { name: 'line\nend"\'`$(id).md', make: () => '# y', reads: '# y' },
]

/** Locked, broken or without end. */
const pdfs: readonly NastyFile[] = [
  { name: 'secret.pdf', make: encryptedPdf, fails: 'This PDF is password-protected; remove the password' },
  { name: 'scan.pdf', make: () => scannedPdf(14), fails: 'No text was found on any of its 14 pages; it is probably a scan' },
  { name: 'half a scan.pdf', make: () => writePdf([typeset('A page with enough words on it to be one. '.repeat(5)), [], []]), reads: 'A page with enough words', warns: ['2 of 3 pages have no text; they are probably scans'] },
  { name: 'cut.pdf', make: () => englishPdf().subarray(0, 2_000), fails: 'This PDF is damaged or incomplete' },
  { name: 'noise.pdf', make: () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(5_000)]), fails: 'This PDF is damaged or incomplete' },
  { name: 'in circles.pdf', make: () => '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 3 >>\nendobj\ntrailer\n<< /Root 1 0 R >>', fails: 'No text was found' },
  { name: 'a million pages said.pdf', make: () => Buffer.from(Buffer.from(writePdf([typeset('There is one page only.')])).toString('latin1').replace('/Count 1', '/Count 1000000'), 'latin1'), reads: 'There is one page only.' },
]

/** Locked by their programs. */
const locked: readonly NastyFile[] = [
  { name: 'secret.docx', make: () => oldOffice('EncryptedPackage'), fails: 'This file is password-protected; remove the password' },
  { name: 'secret.xlsx', make: () => oldOffice('EncryptedPackage'), fails: 'This file is password-protected; remove the password' },
  { name: 'unknown.pptx', make: () => oldOffice('Something'), fails: 'password-protected or in an old Office format; save it as .pptx' },
]

export const nastyFiles: readonly NastyFile[] = [...misnamed, ...pdfs, ...locked, ...nastyArchives, ...nastyTexts]
