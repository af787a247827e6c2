import { tableLine } from '@/server/ingestion/parser/tableLine'

/** What is read of one sheet. More is a database: nobody finds anything in a million passages of numbers, and each of them costs. */
export const sheetLimits = {
  rows: 500_000,
  /** UTF-16 code units of text. */
  characters: 30_000_000,
} as const

/**
 * The rows of a sheet as text. Empty rows end a table, and the first row of each is its header. Rows of a single cell before a table are
 * its title, not its header; where nothing else comes, they are the table.
 */
export class SheetText {
  #lines: string[] = []
  #characters = 0
  #rows = 0
  /** Rows of a single cell that stand at the beginning of a table. */
  #lead: string[] = []
  /** The cells of the header; 0 while no table is open. */
  #width = 0

  /** @param cells empty ones as ''. */
  add(cells: readonly string[]): void {
    const end = cells.findLastIndex((cell) => cell.trim() !== '') + 1
    if (end === 0) return this.#endTable()
    this.#rows += 1
    const filled = cells.slice(0, end).filter((cell) => cell.trim() !== '')
    if (this.#width === 0 && filled.length === 1) {
      this.#lead.push(filled[0] ?? '')
      return
    }
    if (this.#width === 0) this.#beginTable(end)
    this.#write(tableLine(end < this.#width ? [...cells.slice(0, end), ...Array.from({ length: this.#width - end }, () => '')] : cells.slice(0, end)))
  }

  /** Whether the limits are reached: what comes now is not read. */
  get isFull(): boolean {
    return this.#rows >= sheetLimits.rows || this.#characters >= sheetLimits.characters
  }

  /** The text, without empty lines at its ends. */
  result(): string {
    this.#endTable()
    return this.#lines.join('\n').trim()
  }

  #beginTable(width: number): void {
    for (const title of this.#lead) this.#write(title.replace(/\s+/g, ' ').trim())
    if (this.#lead.length > 0) this.#write('')
    this.#lead = []
    this.#width = width
  }

  #endTable(): void {
    if (this.#lead.length === 1) this.#beginTable(1)
    for (const cell of this.#lead) this.#write(tableLine([cell]))
    this.#lead = []
    this.#width = 0
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#write('')
  }

  #write(line: string): void {
    this.#lines.push(line)
    this.#characters += line.length + 1
  }
}
