/** A piece of a text with its place in it; the rows of a table where it is one. */
export interface TextPiece {
  readonly start: number
  readonly text: string
  readonly rows: readonly TableRow[] | null
}

export interface TableRow {
  readonly cells: readonly TableCell[]
  /** The dashes that Markdown has between the header and the rows: nobody wants to see them. */
  readonly isRule: boolean
}

/** A cell with the bars around it: `before`, `text` and `after` of all cells are the row, character by character. */
export interface TableCell {
  /** Where `before` stands in the whole text. */
  readonly start: number
  readonly before: string
  readonly text: string
  readonly after: string
}

const rowLine = /^[^\S\n]*\|.*(?<!\\)\|[^\S\n]*$/
const bar = /(?<!\\)\|/g

/** A text cut where tables begin and end: two lines and more of cells between bars, as readers write them and Markdown does. */
export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let lines: { start: number; text: string }[] = []
  let isTable = false
  const close = (): void => {
    const [first] = lines
    if (first === undefined) return
    const isRead = isTable && lines.length > 1
    const before = pieces.at(-1)
    const joined = lines.map((line) => line.text).join('')
    // A single row is no table: it stays with the text around it.
    if (!isRead && before !== undefined && before.rows === null) pieces[pieces.length - 1] = { ...before, text: before.text + joined }
    else pieces.push({ start: first.start, text: joined, rows: isRead ? lines.map(rowOf) : null })
    lines = []
  }
  let start = 0
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const isRow = rowLine.test(line.replace(/\n$/, ''))
    if (isRow !== isTable) close()
    isTable = isRow
    lines.push({ start, text: line })
    start += line.length
  }
  close()
  return pieces
}

function rowOf({ start, text }: { start: number; text: string }): TableRow {
  const bars = [...text.matchAll(bar)].map(({ index }) => index)
  const cells = bars.slice(0, -1).map((from, at): TableCell => {
    const to = bars[at + 1] ?? text.length
    const inner = text.slice(from + 1, to)
    const cell = inner.trim()
    const lead = inner.length - inner.trimStart().length
    const isLast = at === bars.length - 2
    return {
      start: start + (at === 0 ? 0 : from),
      before: text.slice(at === 0 ? 0 : from, from + 1) + inner.slice(0, lead),
      text: cell,
      after: inner.slice(lead + cell.length) + (isLast ? text.slice(to) : ''),
    }
  })
  return { cells, isRule: cells.every(({ text: cell }) => /^:?-+:?$/.test(cell)) }
}
