import { columnOf } from '@/server/ingestion/parser/office/mergedCells'
import type { MergedCell } from '@/server/ingestion/parser/office/mergedCells'
import { formatNumber } from '@/server/ingestion/parser/office/numberFormat'
import { unescaped } from '@/server/ingestion/parser/office/workbook'
import { cleanText } from '@/server/ingestion/parser/reading'
import { SheetText } from '@/server/ingestion/parser/sheetText'
import type { Attributes, XmlHandler } from '@/server/ingestion/parser/xml'

/** What the sheets of a workbook share: texts by number, format codes by style, and the year from which days are counted. */
export type Workbook = { strings: readonly string[]; formats: readonly string[]; isFrom1904: boolean }

type Cell = { column: number; type: string; style: number; value: string; hasFormula: boolean }

/** A longer text is not repeated in every row over which its cell is merged. */
const maxRepeated = 200

/** The rows of a sheet from the events of its XML. What is merged over rows is repeated in each, so that a row can be read alone. */
export class SheetRows implements XmlHandler {
  readonly #workbook: Workbook
  readonly #sheet = new SheetText()
  /** Merged cells, the highest last. */
  readonly #merged: MergedCell[]
  /** By column: what a merged cell above says, and to which row. */
  readonly #above = new Map<number, { text: string; to: number }>()
  /** The first column that is used: a table need not begin in column A. */
  #firstColumn = 0
  #cells: string[] = []
  #cell: Cell | undefined
  #isValue = false
  #isPhonetic = false
  /** The number of the row that was read last, as Excel shows it. */
  row = 0
  /** Formulas whose result no program has written down. */
  withoutResult = 0

  constructor(workbook: Workbook, merged: readonly MergedCell[]) {
    this.#workbook = workbook
    this.#merged = merged.toSorted((one, other) => other.from - one.from)
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'dimension') this.#firstColumn = columnOf(attributes.ref ?? '') ?? 0
    else if (name === 'row') this.#openRow(attributes)
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'f' && this.#cell !== undefined) this.#cell.hasFormula = true
    else if (name === 'rPh') this.#isPhonetic = true
    else if (name === 'v' || name === 't') this.#isValue = !this.#isPhonetic
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isValue = false
    else if (name === 'rPh') this.#isPhonetic = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
  }

  text(text: string): void {
    if (this.#isValue && this.#cell !== undefined) this.#cell.value += text
  }

  isDone(): boolean {
    return this.#sheet.isFull
  }

  result(): string {
    return cleanText(this.#sheet.result())
  }

  #openRow({ r }: Attributes): void {
    const previous = this.row
    this.row = Number(r ?? 0) || previous + 1
    this.#cells = []
    // Rows that are not there are empty.
    if (this.row > previous + 1) this.#sheet.add([])
  }

  #closeRow(): void {
    for (let next = this.#merged.at(-1); next !== undefined && next.from <= this.row; next = this.#merged.at(-1)) {
      this.#merged.pop()
      const text = this.#cells[next.column - this.#firstColumn] ?? ''
      if (next.from === this.row && text !== '' && text.length <= maxRepeated) this.#above.set(next.column, { text, to: next.to })
    }
    const hasCells = this.#cells.some((cell) => cell !== '')
    for (const [column, { text, to }] of this.#above) {
      if (to < this.row) this.#above.delete(column)
      else if (hasCells && (this.#cells[column - this.#firstColumn] ?? '') === '') this.#put(column, text)
    }
    this.#sheet.add(this.#cells)
  }

  #openCell({ r = '', t = 'n', s = '0' }: Attributes): void {
    this.#cell = { column: columnOf(r) ?? this.#cells.length + this.#firstColumn, type: t, style: Number(s), value: '', hasFormula: false }
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = undefined
    if (cell === undefined) return
    if (cell.hasFormula && cell.value === '' && cell.type !== 'str') this.withoutResult += 1
    const text = this.#textOf(cell)
    if (text !== '') this.#put(cell.column, text)
  }

  #put(column: number, text: string): void {
    if (column < this.#firstColumn) {
      // The sheet says too little of what it uses: no cell is lost by that.
      this.#cells.unshift(...Array.from({ length: this.#firstColumn - column }, () => ''))
      this.#firstColumn = column
    }
    while (this.#cells.length < column - this.#firstColumn) this.#cells.push('')
    this.#cells[column - this.#firstColumn] = text
  }

  #textOf({ type, style, value }: Cell): string {
    if (value === '') return ''
    switch (type) {
      case 's':
        return this.#workbook.strings[Number(value)] ?? ''
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE'
      case 'n':
        return Number.isFinite(Number(value)) ? formatNumber(Number(value), this.#workbook.formats[style] ?? 'General', this.#workbook) : value
      default:
        // Texts, errors such as #N/A, and dates as ISO 8601 writes them.
        return unescaped(value)
    }
  }
}
