import { TableCells } from '@/server/ingestion/parser/html/tableCells'
import { cleanText } from '@/server/ingestion/parser/reading'
import type { Page } from '@/server/ingestion/parser/reading'
import { SheetText } from '@/server/ingestion/parser/sheetText'
import { attribute } from '@/server/ingestion/parser/xml'
import type { Attributes, XmlHandler } from '@/server/ingestion/parser/xml'

/** The same cell in more columns is a filling, not a table. */
const maxRepeated = 100
/** The most columns that a spreadsheet has. */
const maxColumns = 16_384

type Cell = { text: string; repeated: number; columns: number; rows: number }

/** The sheets of an OpenDocument spreadsheet from the events of its XML. Cells say themselves how they are shown. */
export class OdsSheets implements XmlHandler {
  readonly warnings: string[] = []
  #pages: Page[] = []
  #hiddenStyles = new Set<string>()
  #style = ''
  #sheet = new SheetText()
  #name = ''
  #isHidden = false
  #isRead = true
  #row = 0
  #cells = new TableCells()
  #rowRepeated = 1
  #cell: Cell | undefined
  /** Empty cells that count only when another one follows. */
  #blanks = 0
  #isText = false
  #isComment = false

  open(name: string, attributes: Attributes): void {
    const number = (key: string) => Number(attribute(attributes, key) ?? 1) || 1
    if (name === 'style') this.#style = attribute(attributes, 'name') ?? ''
    else if (name === 'table-properties' && attribute(attributes, 'display') === 'false') this.#hiddenStyles.add(this.#style)
    else if (name === 'table') this.#openSheet(attributes)
    else if (name === 'table-row') {
      this.#rowRepeated = number('number-rows-repeated')
      this.#blanks = 0
      this.#cells.openRow()
    } else if (name === 'table-cell') this.#cell = { text: '', repeated: number('number-columns-repeated'), columns: number('number-columns-spanned'), rows: number('number-rows-spanned') }
    else if (name === 'annotation') this.#isComment = true
    else if (name === 'p') this.#isText = !this.#isComment
    else if (this.#isText && this.#cell !== undefined && (name === 's' || name === 'line-break' || name === 'tab')) this.#cell.text += ' '
  }

  close(name: string): void {
    if (name === 'annotation') this.#isComment = false
    else if (name === 'p' && this.#isText) {
      this.#isText = false
      if (this.#cell !== undefined) this.#cell.text += ' '
    } else if (name === 'table-cell') this.#closeCell()
    else if (name === 'table-row') this.#closeRow()
    else if (name === 'table') this.#closeSheet()
  }

  text(text: string): void {
    if (this.#isText && this.#cell !== undefined) this.#cell.text += text
  }

  result(): Page[] {
    return this.#pages
  }

  #openSheet(attributes: Attributes): void {
    this.#sheet = new SheetText()
    this.#cells = new TableCells()
    this.#name = cleanText(attribute(attributes, 'name') ?? '').replace(/\s+/g, ' ').trim() || `${this.#pages.length + 1}`
    this.#isHidden = this.#hiddenStyles.has(attribute(attributes, 'style-name') ?? '')
    this.#row = 0
    this.#isRead = true
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = undefined
    if (cell === undefined) return
    if (cell.text.trim() === '' && cell.columns === 1 && cell.rows === 1) {
      this.#blanks = Math.min(this.#blanks + cell.repeated, maxColumns)
      return
    }
    for (; this.#blanks > 0; this.#blanks -= 1) this.#cells.openCell(1, 1)
    for (let count = Math.min(cell.repeated, maxRepeated); count > 0; count -= 1) {
      this.#cells.openCell(cell.columns, cell.rows)
      this.#cells.write(cell.text)
    }
  }

  #closeRow(): void {
    const row = this.#cells.closeRow()?.map(cleanText) ?? []
    let read = 0
    for (; read < (row.length === 0 ? 1 : this.#rowRepeated) && !this.#sheet.isFull; read += 1) this.#sheet.add(row)
    if (this.#isRead) this.#row += row.length === 0 ? this.#rowRepeated : read
    this.#isRead &&= !this.#sheet.isFull
  }

  #closeSheet(): void {
    if (this.#isHidden) {
      this.warnings.push(`The sheet “${this.#name}” is hidden and was left out; show it and upload the file again to have it read`)
      return
    }
    if (!this.#isRead) this.warnings.push(`Only the first ${this.#row} rows of the sheet “${this.#name}” were read; split it and upload the parts`)
    const text = this.#sheet.result()
    const page = this.#pages.length + 1
    this.#pages.push(text === '' ? { page, text, headings: [] } : { page, text: `${this.#name}\n\n${text}`, headings: [{ offset: 0, level: 1, title: this.#name }] })
  }
}
