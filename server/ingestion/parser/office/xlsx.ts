import { mergedCells } from '@/server/ingestion/parser/office/mergedCells'
import { listedParts, mainPart, relationsOf } from '@/server/ingestion/parser/office/relations'
import type { ListedPart } from '@/server/ingestion/parser/office/relations'
import { SheetRows } from '@/server/ingestion/parser/office/sheetRows'
import type { Workbook } from '@/server/ingestion/parser/office/sheetRows'
import { readCellFormats, readSharedStrings } from '@/server/ingestion/parser/office/workbook'
import { cleanText, UnreadableFile } from '@/server/ingestion/parser/reading'
import type { Page, Reading } from '@/server/ingestion/parser/reading'
import { readXml } from '@/server/ingestion/parser/xml'
import { Archive, unlessDamaged } from '@/server/ingestion/parser/zip'

type Sheet = ListedPart & { name: string }

/**
 * An Excel workbook (ECMA-376 SpreadsheetML): a sheet is a page, with its name as heading and its rows under it, dates and numbers as they
 * are shown. Formulas are read by their last result; sheets that are hidden are left out.
 */
export async function readXlsx(bytes: Uint8Array): Promise<Reading> {
  const archive = new Archive(bytes, 'Excel')
  const main = await mainPart(archive)
  const relations = await relationsOf(archive, main)
  const worksheets = relations.filter(({ type }) => type === 'worksheet')
  const sheets = (await listedParts(archive, main, 'sheet', worksheets)).map((part, at) => ({ ...part, name: cleanText(part.attributes.name ?? '').replace(/\s+/g, ' ').trim() || `${at + 1}` }))
  const isHidden = ({ attributes }: Sheet) => attributes.state === 'hidden' || attributes.state === 'veryHidden'
  const visible = sheets.filter((sheet) => !isHidden(sheet))
  if (visible.length === 0) throw new UnreadableFile('This workbook has no sheet with cells; check it and upload it again')
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.target
  const workbook = {
    isFrom1904: await isFrom1904(archive, main),
    strings: await readSharedStrings(archive, partOf('sharedStrings')),
    formats: await readCellFormats(archive, partOf('styles')),
  }
  const warnings = sheets.filter(isHidden).map(({ name }) => `The sheet “${name}” is hidden and was left out; show it and upload the file again to have it read`)
  return { pageCount: visible.length, pages: readSheets(archive, visible, workbook, warnings), warnings }
}

async function isFrom1904(archive: Archive, main: string): Promise<boolean> {
  let found = false
  await readXml(archive, main, {
    open: (name, { date1904 }) => {
      if (name === 'workbookPr') found = date1904 === '1' || date1904 === 'true'
    },
  })
  return found
}

async function* readSheets(archive: Archive, sheets: readonly Sheet[], workbook: Workbook, warnings: string[]): AsyncGenerator<Page> {
  for (const [at, { target, name }] of sheets.entries()) {
    const rows = await unlessDamaged(readRows(archive, target, workbook))
    if (rows === undefined) {
      warnings.push(`The sheet “${name}” is damaged and was left out`)
      continue
    }
    if (rows.isDone()) warnings.push(`Only the first ${rows.row} rows of the sheet “${name}” were read; split it and upload the parts`)
    if (rows.withoutResult > 0) warnings.push(`Formulas in the sheet “${name}” have no result yet (${rows.withoutResult}); open the file in Excel, save it and upload it again`)
    const text = rows.result()
    if (text === '') yield { page: at + 1, text, headings: [] }
    else yield { page: at + 1, text: `${name}\n\n${text}`, headings: [{ offset: 0, level: 1, title: name }] }
  }
}

async function readRows(archive: Archive, part: string, workbook: Workbook): Promise<SheetRows> {
  const rows = new SheetRows(workbook, await mergedCells(archive, part))
  await readXml(archive, part, rows)
  return rows
}
