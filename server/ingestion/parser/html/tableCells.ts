/** Spans beyond these are mistakes. */
const maxColumns = 100
const maxRows = 1_000
/** A longer text is not repeated in every row that its cell spans. */
const maxRepeated = 200

/**
 * The table that is being read, row by row. A cell that spans columns is followed by empty ones, so that what comes after it stays under
 * its header; what spans rows is repeated in each of them, so that a row can be read alone.
 */
export class TableCells {
  #row: string[] | undefined
  #cell: { text: string; columns: number; rows: number } | undefined
  /** By column, what a cell of an earlier row says, and the number of the last row that it says it to. */
  #above = new Map<number, { text: string; to: number }>()
  #rows = 0
  /** Whether a cell of this row says something itself. */
  #hasText = false

  get isInRow(): boolean {
    return this.#row !== undefined
  }

  get isInCell(): boolean {
    return this.#cell !== undefined
  }

  openRow(): void {
    this.#row = []
    this.#hasText = false
  }

  openCell(columns: number, rows: number): void {
    if (this.#row === undefined) this.openRow()
    this.#closeCell()
    this.#cell = { text: '', columns: within(columns, maxColumns), rows: within(rows, maxRows) }
  }

  /** Text outside a cell is white space between tags. */
  write(text: string): void {
    if (this.#cell !== undefined) this.#cell.text += text
  }

  /** The cells of the row that ends here; undefined when there is none, or nothing in it. */
  closeRow(): string[] | undefined {
    this.#closeCell()
    const row = this.#row
    this.#row = undefined
    if (row === undefined) return undefined
    this.#fillFromAbove(row)
    this.#rows += 1
    return this.#hasText ? row : undefined
  }

  #closeCell(): void {
    const [cell, row] = [this.#cell, this.#row]
    this.#cell = undefined
    if (cell === undefined || row === undefined) return
    this.#fillFromAbove(row)
    this.#hasText ||= cell.text.trim() !== ''
    const text = cell.text.length > maxRepeated ? '' : cell.text
    for (let column = 0; column < cell.columns; column += 1) {
      if (cell.rows > 1) this.#above.set(row.length, { text: column === 0 ? text : '', to: this.#rows + cell.rows - 1 })
      row.push(column === 0 ? cell.text : '')
    }
  }

  #fillFromAbove(row: string[]): void {
    for (let above = this.#above.get(row.length); above !== undefined && above.to >= this.#rows; above = this.#above.get(row.length)) row.push(above.text)
  }
}

function within(span: number, most: number): number {
  return Number.isInteger(span) && span > 0 ? Math.min(span, most) : 1
}
