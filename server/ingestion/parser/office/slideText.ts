import { HtmlText } from '@/server/ingestion/parser/html/htmlText'
import type { Heading } from '@/server/ingestion/parser/reading'

/** A paragraph of a slide: `level` is undefined where no bullet stands before it, 0 for the outermost bullets. */
export type SlideParagraph = { lines: string[]; level: number | undefined }

export type SlideCell = { text: string; columns: number; rows: number }

/** A text box or table of a slide. */
export type SlideShape = { isTitle: boolean; paragraphs: SlideParagraph[]; rows: SlideCell[][] }

/** The title of a slide without one is its first line, up to this many characters: what stands on a slide must not go under the title of the slide before. */
const maxFirstLine = 100

/** The text of a slide: its title, its boxes in their order, and what the speaker notes. */
export function slideText(shapes: readonly SlideShape[], notes: readonly string[]): { text: string; headings: Heading[] } {
  const text = new HtmlText()
  const title = shapes.find(({ isTitle, paragraphs }) => isTitle && paragraphs.length > 0)
  if (title !== undefined) write(text, 'h1', title.paragraphs.map(({ lines }) => lines.join(' ')))
  for (const shape of shapes) {
    if (shape === title) continue
    writeParagraphs(text, shape.paragraphs)
    writeRows(text, shape.rows)
  }
  if (notes.length > 0) for (const note of [`Notes: ${notes[0]}`, ...notes.slice(1)]) write(text, 'p', [note])
  return underFirstLine(text.result())
}

/** A slide without a heading goes by its first line. */
export function underFirstLine({ text, headings }: { text: string; headings: Heading[] }): { text: string; headings: Heading[] } {
  if (headings.length > 0 || text === '') return { text, headings }
  const [line = ''] = text.split('\n', 1)
  const offset = /^(?:- |\| )?/.exec(line)?.[0].length ?? 0
  return { text, headings: [{ offset, level: 1, title: line.slice(offset, offset + maxFirstLine).replace(/\|$/, '').trim() }] }
}

function write(text: HtmlText, name: string, lines: readonly string[]): void {
  text.open(name, {})
  lines.forEach((line, at) => {
    if (at > 0) text.open('br', {})
    text.text(line)
  })
  text.close(name)
}

function writeParagraphs(text: HtmlText, paragraphs: readonly SlideParagraph[]): void {
  let depth = 0
  for (const { lines, level } of paragraphs) {
    const wanted = level === undefined ? 0 : level + 1
    for (; depth < wanted; depth += 1) text.open('ul', {})
    for (; depth > wanted; depth -= 1) text.close('ul')
    write(text, level === undefined ? 'p' : 'li', lines)
  }
  for (; depth > 0; depth -= 1) text.close('ul')
}

function writeRows(text: HtmlText, rows: readonly (readonly SlideCell[])[]): void {
  if (rows.length === 0) return
  text.open('table', {})
  for (const row of rows) {
    text.open('tr', {})
    for (const cell of row) {
      text.open('td', { colspan: String(cell.columns), rowspan: String(cell.rows) })
      text.text(cell.text)
    }
    text.close('tr')
  }
  text.close('table')
}
