import { expect, test } from 'vitest'
import { readXlsx } from '@/server/ingestion/parser/office/xlsx'
import { writeXlsx, xlsxEntries } from '@/server/testing/officeFiles'
import type { Sheet } from '@/server/testing/officeFiles'
import { readAll } from '@/server/testing/readings'
import { writeZip } from '@/server/testing/zip'

const read = (sheets: readonly Sheet[], settings?: string) => readAll(readXlsx(writeXlsx(sheets, settings)))
const text = async (...rows: Sheet['rows'][number][]) => (await read([{ name: 'S', rows }])).text

test('a sheet is a page: its name as heading, its rows under their header, dates and numbers as they are shown', async () => {
  const { pages, pageCount, warnings } = await read([
    {
      name: '驿站',
      rows: [
        ['驿站', '设立', '里程', '开放', '马匹'],
        ['松溪镇', { number: 45413, code: 'yyyy-mm-dd' }, { number: 1234.5, code: '#,##0.00' }, true, { formula: '1+1', result: '2' }],
        ['白鹭滩 | 渡口', { number: 45413, code: 'yyyy"年"m"月"d"日"' }, { number: 0.25, code: '0%' }, false, 12],
      ],
    },
    { name: 'Empty', rows: [] },
  ])
  expect(pageCount).toBe(2)
  expect(warnings).toEqual([])
  expect(pages).toEqual([
    { page: 1, text: '驿站\n\n| 驿站 | 设立 | 里程 | 开放 | 马匹 |\n| 松溪镇 | 2024-05-01 | 1,234.50 | TRUE | 2 |\n| 白鹭滩 \\| 渡口 | 2024年5月1日 | 25% | FALSE | 12 |', headings: [{ offset: 0, level: 1, title: '驿站' }] },
    { page: 2, text: '', headings: [] },
  ])
})

test('titles stand before their table, empty rows end it, and empty cells keep their column', async () => {
  expect(await text(['Sales of May'], [], ['Name', 'May', 'June'], ['Ann', null, 3], ['Bob', 2], [], [null, 'x', 'y'], ['z', 1, 2])).toBe(
    'S\n\nSales of May\n\n| Name | May | June |\n| Ann |  | 3 |\n| Bob | 2 |  |\n\n|  | x | y |\n| z | 1 | 2 |',
  )
})

test('a table that begins in another column is not pushed to the right, and no cell before it is lost', async () => {
  const table = { name: 'S', before: '<dimension ref="B1:C9"/>', rows: [[null, 'a', 'b'], [null, 1, 2], ['note', 3, 4]] }
  expect((await read([table])).text).toBe('S\n\n| a | b |\n| 1 | 2 |\n| note | 3 | 4 |')
})

test('a cell that is merged over rows is repeated in each', async () => {
  const merged = { name: 'S', rows: [['Region', 'City', 'Sum'], ['North', 'Osmere', 1], [null, 'Penhallow', 2], [null, null, null], ['South', 'Quay', 3]], after: '<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="B9:C9"/></mergeCells>' }
  expect((await read([merged])).text).toBe('S\n\n| Region | City | Sum |\n| North | Osmere | 1 |\n| North | Penhallow | 2 |\n\n| South | Quay | 3 |')
})

test('texts within cells, errors, phonetic marks and escaped characters', async () => {
  const cells = '<row r="1"><c r="A1" t="inlineStr"><is><r><t>東</t></r><r><t>京</t></r><rPh><t>トウキョウ</t></rPh></is></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="str"><f>x</f><v>a_x000A_b</v></c><c r="D1" t="s"><v>99</v></c><c r="E1"/></row>'
  const sheet = { name: 'S', before: `<sheetData>${cells}</sheetData>`, rows: [] }
  expect((await read([sheet])).text).toBe('S\n\n| 東京 | #N/A | a b |')
})

test('days are counted from 1904 where the workbook says so', async () => {
  expect((await read([{ name: 'S', rows: [[{ number: 1, code: 'yyyy-mm-dd' }, 'x']] }], '<workbookPr date1904="1"/>')).text).toBe('S\n\n| 1904-01-02 | x |')
})

test('hidden sheets and formulas without a result are said', async () => {
  const { pages, pageCount, warnings } = await read([
    { name: 'Secret', rows: [['x', 'y']], state: 'hidden' },
    { name: 'Sums', rows: [['a', { formula: 'SUM(A1)' }]] },
  ])
  expect(pageCount).toBe(1)
  expect(pages.map(({ text: shown }) => shown)).toEqual(['Sums\n\na'])
  expect(warnings).toEqual([
    'The sheet “Secret” is hidden and was left out; show it and upload the file again to have it read',
    'Formulas in the sheet “Sums” have no result yet (1); open the file in Excel, save it and upload it again',
  ])
})

test('a damaged sheet is left out and said, and the others are read', async () => {
  const archive = Buffer.from(writeZip(xlsxEntries([{ name: 'A', rows: [['x', 'y']] }, { name: 'B', rows: [['z', 'w']] }])))
  const start = archive.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length
  archive.fill(0xff, start, start + 40)
  const { pages, warnings } = await readAll(readXlsx(archive))
  expect(pages.map(({ page, text: shown }) => `${page}: ${shown}`)).toEqual(['2: B\n\n| z | w |'])
  expect(warnings).toEqual(['The sheet “A” is damaged and was left out'])
})

test('a workbook that shows no sheet is refused', async () => {
  await expect(readXlsx(writeXlsx([{ name: 'Secret', rows: [['x']], state: 'veryHidden' }]))).rejects.toThrow('no sheet with cells')
})
