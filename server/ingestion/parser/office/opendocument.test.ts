import { expect, test } from 'vitest'
import { readOdp, readOds, readOdt } from '@/server/ingestion/parser/office/opendocument'
import { writeOdf } from '@/server/testing/officeFiles'
import { readAll } from '@/server/testing/readings'

const odt = (body: string) => readAll(readOdt(writeOdf('text', body)))
const ods = (body: string, styles = '') => readAll(readOds(writeOdf('spreadsheet', body, { styles })))
const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`
const cell = (text: string, attributes = '') => `<table:table-cell ${attributes}>${text === '' ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`

test.each([
  ['<text:p>One <text:span>two</text:span><text:s text:c="3"/>three<text:line-break/>four</text:p>\n  <text:p>five<text:tab/>six</text:p>', 'One two three\nfour\n\nfive six'],
  ['<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>c</text:p></text:list-item></text:list>', '- a\n  - b\n- c'],
  ['<text:p>Word<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> on</text:p>', 'Word [A note.] on'],
  ['<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:p>kept<office:annotation><text:p>comment</text:p></office:annotation></text:p>', 'kept'],
  [`<table:table>${row(cell('Name') + cell('both', 'table:number-columns-spanned="2"') + '<table:covered-table-cell/>' + cell('x'))}${row(cell('North', 'table:number-rows-spanned="2"') + cell('1') + cell('2') + cell('3'))}${row('<table:covered-table-cell/>' + cell('4') + cell('5') + cell('6'))}</table:table>`, '| Name | both |  | x |\n| North | 1 | 2 | 3 |\n| North | 4 | 5 | 6 |'],
])('%s', async (body, expected) => {
  expect((await odt(body)).text).toBe(expected)
})

test('headings carry their level and their exact place', async () => {
  const { pages, pageCount } = await odt('<text:h text:outline-level="1">邮路</text:h><text:p>text</text:p><text:h text:outline-level="3">驿站</text:h>')
  expect(pageCount).toBeNull()
  expect(pages).toEqual([{ page: null, text: '邮路\n\ntext\n\n驿站', headings: [{ offset: 0, level: 1, title: '邮路' }, { offset: 10, level: 3, title: '驿站' }] }])
})

test('a slide is a page with its title and its notes', async () => {
  const frame = (text: string, kind: string) => `<draw:frame presentation:class="${kind}"><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame>`
  const slide = (content: string) => `<draw:page>${content}</draw:page>`
  const body = slide(frame('Ferries', 'title') + frame('7', 'page-number') + frame('Two are new.', 'outline') + `<presentation:notes>${frame('Pause here.', 'notes')}</presentation:notes>`) + slide(frame('No title here', 'outline'))
  const { pages, pageCount } = await readAll(readOdp(writeOdf('presentation', body)))
  expect(pageCount).toBe(2)
  expect(pages).toEqual([
    { page: 1, text: 'Ferries\n\nTwo are new.\n\nNotes: Pause here.', headings: [{ offset: 0, level: 1, title: 'Ferries' }] },
    { page: 2, text: 'No title here', headings: [{ offset: 0, level: 1, title: 'No title here' }] },
  ])
})

test('a sheet is a page of rows as they are shown, however often its empty rows and cells are repeated', async () => {
  const body = `<table:table table:name="Ships">${row(cell('Name') + cell('Built') + cell('', 'table:number-columns-repeated="16382"'))}${row(cell('Gull') + cell('1 May 2024', 'office:value-type="date" office:date-value="2024-05-01"'))}${row(cell('', 'table:number-columns-repeated="1000000000"') , 'table:number-rows-repeated="1048570"')}${row(cell('', 'table:number-columns-repeated="2"') + cell('far') + cell('same', 'table:number-columns-repeated="2"'), 'table:number-rows-repeated="2"')}</table:table>`
  const { pages } = await ods(body)
  expect(pages).toEqual([{ page: 1, text: 'Ships\n\n| Name | Built |\n| Gull | 1 May 2024 |\n\n|  |  | far | same | same |\n|  |  | far | same | same |', headings: [{ offset: 0, level: 1, title: 'Ships' }] }])
})

test('comments in cells are no text, merged cells are repeated, and hidden sheets are said', async () => {
  const commented = `<table:table-cell><office:annotation><text:p>comment</text:p></office:annotation><text:p>value</text:p></table:table-cell>`
  const styles = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
  const sheet = (name: string, rows: string, style = 'ta0') => `<table:table table:name="${name}" table:style-name="${style}">${rows}</table:table>`
  const rows = row(commented + cell('b')) + row(cell('North', 'table:number-rows-spanned="2"') + cell('1')) + row('<table:covered-table-cell/>' + cell('2'))
  const { text, warnings } = await ods(sheet('Secret', row(cell('x')), 'ta1') + sheet('Open', rows), styles)
  expect(text).toBe('Open\n\n| value | b |\n| North | 1 |\n| North | 2 |')
  expect(warnings).toEqual(['The sheet “Secret” is hidden and was left out; show it and upload the file again to have it read'])
})

test('an encrypted document says so', async () => {
  await expect(readOdt(writeOdf('text', '', { manifest: '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>' }))).rejects.toThrow('This OpenDocument file is password-protected')
})
