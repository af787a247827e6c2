/**
 * A row of a table as every reader writes it: one line, cells between bars, bars within them escaped. The first of such lines in a row
 * is the header of the others.
 */
export function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').trim().replaceAll('|', String.raw`\|`)).join(' | ')} |`
}
