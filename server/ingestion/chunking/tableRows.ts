/** Whether a line is a row of a table as our readers write it, and as Markdown does. */
export function isTableRow(line: string): boolean {
  const row = line.trim()
  return row.length > 1 && row.startsWith('|') && row.endsWith('|') && !row.includes('\n')
}

/** The cells of a line: of a table's row, or what tabs part; undefined for a line of text. */
export function cellsOf(line: string): string[] | undefined {
  const row = line.trim()
  if (isTableRow(row)) return row.slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim())
  return row.includes('\t') ? row.split('\t').map((cell) => cell.trim()) : undefined
}

/** The line of dashes that Markdown has between the header and the rows. */
export function isSeparator(cells: readonly string[]): boolean {
  return cells.every((cell) => /^:?-+:?$/.test(cell))
}

/** A year may name a column, other numbers do not. */
const value = /^(?!(?:19|20)\d\d$)[\p{Nd}\p{Sc}\s.,:%/+×x–-]+$/u

/** Whether the first row of a table names its columns: at least half of its cells are no numbers. */
export function namesColumns(row: string): boolean {
  const cells = (cellsOf(row) ?? []).filter((cell) => cell !== '')
  return cells.filter((cell) => value.test(cell)).length * 2 <= cells.length
}
