// Office files for tests, written part by part as the standards say (ECMA-376, OASIS OpenDocument, IDPF EPUB).
import { writeZip } from '@/server/testing/zip'
import type { ZipEntry } from '@/server/testing/zip'

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** Part names and their XML; `relations` by part: the types and targets of what it points at, whose ids are r1, r2 … */
type Parts = { main: string; parts: Readonly<Record<string, string>>; relations?: Readonly<Record<string, readonly (readonly [type: string, target: string])[]>> }

/** The entries of an Office file (Open Packaging Conventions). */
export function packageEntries({ main, parts, relations = {} }: Parts): ZipEntry[] {
  const all: Readonly<Record<string, readonly (readonly [string, string])[]>> = { '': [['officeDocument', main]], ...relations }
  return [
    { name: '[Content_Types].xml', data: `${header}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`, isDeflated: true },
    ...Object.entries(all).map(([part, targets]) => ({ name: relationsName(part), data: relationsXml(targets), isDeflated: true })),
    ...Object.entries(parts).map(([name, xml]) => ({ name, data: header + xml, isDeflated: true })),
  ]
}

function relationsName(part: string): string {
  const at = part.lastIndexOf('/') + 1
  return `${part.slice(0, at)}_rels/${part.slice(at)}.rels`
}

function relationsXml(targets: readonly (readonly [string, string])[]): string {
  const lines = targets.map(([type, target], at) => `<Relationship Id="r${at + 1}" Type="${relationships}/${type}" Target="${target}"/>`)
  return `${header}<Relationships xmlns="${packageRelationships}">${lines.join('')}</Relationships>`
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

/** A text box of a slide; `place` is its place in the layout. Lines that begin with a tab lie a level deeper. */
export function slideBox(text: string, place?: string): string {
  const paragraphs = text.split('\n').map((line) => `<a:p><a:pPr lvl="${line.startsWith('\t') ? 1 : 0}"/><a:r><a:t>${escapeXml(line.trim())}</a:t></a:r></a:p>`)
  const placeholder = place === undefined ? '' : `<p:ph type="${place}"/>`
  return `<p:sp><p:nvSpPr><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs.join('')}</p:txBody></p:sp>`
}

export function slideTable(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<a:tc><a:txBody><a:p><a:r><a:t>${escapeXml(text)}</a:t></a:r></a:p></a:txBody></a:tc>`
  return `<p:graphicFrame><a:graphic><a:graphicData><a:tbl>${rows.map((row) => `<a:tr>${row.map(cell).join('')}</a:tr>`).join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
}

export type Slide = { shapes: string; notes?: string }

/** A PowerPoint presentation of these slides, stored in the reverse order of their names: only the list of slides says the right one. */
export function pptxEntries(slides: readonly Slide[]): ZipEntry[] {
  const number = (at: number) => slides.length - at
  const tree = (element: string, shapes: string) => `<p:${element} ${drawing}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:${element}>`
  const ids = slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="r${at + 1}"/>`)
  return packageEntries({
    main: 'ppt/presentation.xml',
    parts: {
      'ppt/presentation.xml': `<p:presentation ${drawing}><p:sldIdLst>${ids.join('')}</p:sldIdLst></p:presentation>`,
      ...Object.fromEntries(slides.map(({ shapes }, at) => [`ppt/slides/slide${number(at)}.xml`, tree('sld', shapes)])),
      ...Object.fromEntries(slides.flatMap(({ notes }, at) => (notes === undefined ? [] : [[`ppt/notesSlides/notes${number(at)}.xml`, tree('notes', slideBox(notes, 'body') + slideBox('7', 'sldNum'))]]))),
    },
    relations: {
      'ppt/presentation.xml': slides.map((_, at) => ['slide', `slides/slide${number(at)}.xml`]),
      ...Object.fromEntries(slides.map(({ notes }, at) => [`ppt/slides/slide${number(at)}.xml`, notes === undefined ? [] : [['notesSlide', `../notesSlides/notes${number(at)}.xml`]]])),
    },
  })
}

export function writePptx(slides: readonly Slide[]): Uint8Array {
  return writeZip(pptxEntries(slides))
}

export type Sheet = {
  name: string
  /** Numbers with the format code of their style, booleans, formulas with their result, and texts. */
  rows: readonly (readonly (string | number | boolean | null | { number: number; code: string } | { formula: string; result?: string })[])[]
  state?: 'hidden' | 'veryHidden'
  /** XML before and after the rows. */
  before?: string
  after?: string
}

/** An Excel workbook. Texts are shared, one format code a style. */
export function xlsxEntries(sheets: readonly Sheet[], settings = ''): ZipEntry[] {
  const texts: string[] = []
  const codes: string[] = []
  const place = (list: string[], item: string) => (list.includes(item) ? list.indexOf(item) : list.push(item) - 1)
  const cell = (value: Sheet['rows'][number][number], reference: string): string => {
    if (value === null) return ''
    if (typeof value === 'string') return `<c r="${reference}" t="s"><v>${place(texts, value)}</v></c>`
    if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${Number(value)}</v></c>`
    if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`
    if ('number' in value) return `<c r="${reference}" s="${place(codes, value.code) + 1}"><v>${value.number}</v></c>`
    return `<c r="${reference}"><f>${escapeXml(value.formula)}</f>${value.result === undefined ? '' : `<v>${value.result}</v>`}</c>`
  }
  const row = (cells: Sheet['rows'][number], at: number) => (cells.length === 0 ? '' : `<row r="${at + 1}">${cells.map((value, column) => cell(value, `${String.fromCharCode(65 + column)}${at + 1}`)).join('')}</row>`)
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const parts = sheets.map(({ rows, before = '', after = '' }, at) => [`xl/worksheets/sheet${at + 1}.xml`, `<worksheet ${main}>${before}<sheetData>${rows.map(row).join('')}</sheetData>${after}</worksheet>`])
  const lines = sheets.map(({ name, state = 'visible' }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" state="${state}" r:id="r${at + 1}"/>`)
  const formats = codes.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escapeXml(code)}"/>`)
  const styles = ['<xf numFmtId="0"/>', ...codes.map((_, at) => `<xf numFmtId="${200 + at}"/>`)]
  return packageEntries({
    main: 'xl/workbook.xml',
    parts: {
      'xl/workbook.xml': `<workbook ${main} xmlns:r="${relationships}">${settings}<sheets>${lines.join('')}</sheets></workbook>`,
      'xl/sharedStrings.xml': `<sst ${main}>${texts.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`,
      'xl/styles.xml': `<styleSheet ${main}><numFmts>${formats.join('')}</numFmts><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
      ...Object.fromEntries(parts),
    },
    relations: { 'xl/workbook.xml': [...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const), ['sharedStrings', 'sharedStrings.xml'], ['styles', '/xl/styles.xml']] },
  })
}

export function writeXlsx(sheets: readonly Sheet[], settings?: string): Uint8Array {
  return writeZip(xlsxEntries(sheets, settings))
}

export type Book = {
  /** XHTML bodies by their entry in OEBPS. */
  chapters: Readonly<Record<string, string>>
  /** Entries of the chapters in the order of reading; that of `chapters` unless it is given. */
  spine?: readonly string[]
  /** Titles in the table of contents, by the chapter (and fragment) that they lead to. */
  titles?: Readonly<Record<string, string>>
  /** More entries, such as META-INF/encryption.xml. */
  more?: readonly ZipEntry[]
}

/** An EPUB 3 book, chapters with a document type as most books have them. */
export function writeEpub({ chapters, spine = Object.keys(chapters), titles = {}, more = [] }: Book): Uint8Array {
  const names = [...new Set([...Object.keys(chapters), ...spine])]
  const items = names.map((name, at) => `<item id="c${at}" href="${encodeURI(name)}" media-type="application/xhtml+xml"/>`)
  const links = Object.entries(titles).map(([href, title]) => `<li><a href="${href}">${escapeXml(title)}</a></li>`)
  const xhtml = (body: string) => `${header}<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`
  return writeZip([
    { name: 'mimetype', data: 'application/epub+zip' },
    { name: 'META-INF/container.xml', data: `${header}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>` },
    {
      name: 'OEBPS/book.opf',
      data: `${header}<package xmlns="http://www.idpf.org/2007/opf"><manifest>${items.join('')}<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest><spine>${spine.map((name) => `<itemref idref="c${names.indexOf(name)}"/>`).join('')}</spine></package>`,
    },
    { name: 'OEBPS/nav.xhtml', data: xhtml(`<nav><ol>${links.join('')}</ol></nav>`) },
    ...Object.entries(chapters).map(([name, body]) => ({ name: `OEBPS/${name}`, data: xhtml(body), isDeflated: true })),
    ...more,
  ])
}

/** An OpenDocument file with this body (`<office:text>…`, `<office:presentation>…`, `<office:spreadsheet>…`) and these styles. */
export function writeOdf(kind: 'text' | 'presentation' | 'spreadsheet', body: string, { styles = '', manifest = '' } = {}): Uint8Array {
  const names = ['office', 'text', 'table', 'draw', 'presentation', 'style', 'svg'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ')
  return writeZip([
    { name: 'mimetype', data: `application/vnd.oasis.opendocument.${kind}` },
    { name: 'META-INF/manifest.xml', data: `${header}<manifest:manifest>${manifest}</manifest:manifest>` },
    { name: 'content.xml', data: `${header}<office:document-content ${names}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`, isDeflated: true },
  ])
}
