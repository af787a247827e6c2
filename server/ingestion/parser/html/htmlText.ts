import { TableCells } from '@/server/ingestion/parser/html/tableCells'
import type { Heading } from '@/server/ingestion/parser/reading'
import { tableLine } from '@/server/ingestion/parser/tableLine'

const paragraphs = new Set(['address', 'article', 'aside', 'blockquote', 'body', 'details', 'div', 'dl', 'fieldset', 'figure', 'footer', 'form', 'header', 'hr', 'main', 'p', 'pre', 'section', 'summary', 'table'])
const lines = new Set(['br', 'caption', 'dd', 'dt', 'figcaption', 'li', 'tr'])
const bold = new Set(['b', 'strong'])
/** A short paragraph that is bold from end to end is a heading to its readers: many documents have no others. */
const boldHeading = { level: 3, maxLength: 100 } as const

/** What a reader of the page does not see, or does not read: code, controls and navigation. */
const noise = new Set(['audio', 'button', 'canvas', 'dialog', 'embed', 'iframe', 'nav', 'noscript', 'object', 'script', 'select', 'style', 'svg', 'template', 'textarea', 'title', 'video'])

const control = /[^\P{Cc}\t\n]/gu

export type Attributes = Readonly<Record<string, string>>
type List = { isOrdered: boolean; count: number }

/**
 * Turns the events of an HTML parser into readable text: paragraphs apart by an empty line, list items as "- item" or "1. item",
 * rows of tables as "| cell | cell |", white space as a browser shows it. It keeps counters instead of a tree, so depth costs nothing.
 */
export class HtmlText {
  #parts: string[] = []
  #length = 0
  #headings: Heading[] = []
  /** Line ends owed before the next visible character: 1 a new line, 2 a new paragraph. */
  #breaks = 0
  #hasSpace = false
  /** What stands before the first text of a list item; an empty item leaves nothing behind. */
  #bullet = ''
  #preformatted = 0
  /** The names of the noise elements we are in, the outermost first. */
  #noise: string[] = []
  #lists: List[] = []
  #heading: { level: number; offset: number | undefined; title: string } | undefined
  /** How many bold elements we are in. */
  #bold = 0
  /** The paragraph we are in, while all of it is bold. */
  #boldParagraph: Heading | undefined
  /** Tables that are open; a table in a cell becomes text of that cell. */
  #tables: TableCells[] = []
  readonly #isLeftOut: (name: string, attributes: Attributes) => boolean

  /** @param isLeftOut elements whose text is not wanted either. */
  constructor(isLeftOut: (name: string, attributes: Attributes) => boolean = () => false) {
    this.#isLeftOut = isLeftOut
  }

  /** How long the text is so far. */
  get length(): number {
    return this.#length
  }

  open(name: string, attributes: Attributes): void {
    if (this.#noise.length > 0 || noise.has(name) || isHidden(attributes) || this.#isLeftOut(name, attributes)) {
      if (!isVoid(name)) this.#noise.push(name)
      return
    }
    const level = headingLevel(name)
    if (level !== undefined) {
      this.#break(2)
      this.#heading = { level, offset: undefined, title: '' }
    } else if (name === 'table') this.#openTable()
    else if (name === 'tr') this.#openRow()
    else if (name === 'td' || name === 'th') this.#tables.at(-1)?.openCell(Number(attributes.colspan), Number(attributes.rowspan))
    else if (name === 'li') this.#openItem()
    else if (isList(name)) this.#openList(name)
    else if (paragraphs.has(name)) this.#openParagraph(name)
    else if (lines.has(name)) this.#break(1)
    if (bold.has(name)) this.#bold += 1
    if (name === 'pre') this.#preformatted += 1
  }

  close(name: string): void {
    if (this.#noise.length > 0) {
      const at = this.#noise.lastIndexOf(name)
      if (at !== -1) this.#noise.length = at
      return
    }
    if (name === 'li') this.#bullet = ''
    if (headingLevel(name) !== undefined) this.#closeHeading()
    else if (name === 'tr') this.#closeRow()
    else if (name === 'table') this.#closeTable()
    else if (isList(name)) this.#closeList()
    else if (paragraphs.has(name)) this.#closeParagraph()
    else if (lines.has(name)) this.#break(1)
    if (bold.has(name)) this.#bold -= 1
    if (name === 'pre') this.#preformatted = Math.max(0, this.#preformatted - 1)
  }

  /** @param written clean but for the control characters that numeric references can give it. */
  text(written: string): void {
    if (this.#noise.length > 0) return
    const data = written.replace(control, '')
    const table = this.#tables.at(-1)
    if (table?.isInRow === true) table.write(data)
    else if (this.#preformatted > 0) this.#writeLines(data)
    else this.#flow(data)
  }

  /** The text so far and its headings, with the offsets of both in UTF-16 code units. */
  result(): { text: string; headings: Heading[] } {
    while (this.#tables.length > 0) this.#closeTable()
    this.#closeHeading()
    return { text: this.#parts.join(''), headings: this.#headings }
  }

  /** Inline text: runs of white space are one space, and none at the beginning of a line. */
  #flow(data: string): void {
    const words = data.replace(/[^\S\u3000]+/g, ' ')
    if (words.startsWith(' ')) this.#hasSpace = true
    const visible = words.trim()
    if (visible !== '') this.#write(visible)
    if (visible !== '' && words.endsWith(' ')) this.#hasSpace = true
  }

  #write(text: string): void {
    if (text === '') return
    const space = this.#breaks > 0 ? '\n'.repeat(this.#breaks) : this.#hasSpace ? ' ' : ''
    const before = (this.#length === 0 ? '' : space) + this.#bullet
    this.#breaks = 0
    this.#hasSpace = false
    this.#bullet = ''
    this.#parts.push(before, text)
    const start = this.#length + before.length
    this.#length = start + text.length
    if (this.#bold === 0) this.#boldParagraph = undefined
    else if (this.#boldParagraph !== undefined) {
      if (this.#boldParagraph.title === '') this.#boldParagraph.offset = start
      this.#boldParagraph.title += before.trim() === '' ? text : before + text
    }
    if (this.#heading === undefined) return
    this.#heading.offset ??= start
    this.#heading.title += (this.#heading.title === '' ? '' : before) + text
  }

  #break(count: 1 | 2): void {
    const table = this.#tables.at(-1)
    // A row is one line, whatever its cells are made of.
    if (table?.isInCell === true) return table.write(' ')
    // The paragraph that Word puts into an item begins on the item's line.
    if (this.#bullet === '') this.#breaks = Math.max(this.#breaks, count)
    this.#hasSpace = false
  }

  /** Preformatted text as it is; line ends at its end are owed, so that a text never ends in them. */
  #writeLines(data: string): void {
    const text = this.#breaks > 0 ? data.replace(/^\n/, '') : data
    const end = text.replace(/\n+$/, '').length
    this.#write(text.slice(0, end))
    this.#breaks = Math.max(this.#breaks, text.length - end)
  }

  #openItem(): void {
    this.#break(1)
    const list = this.#lists.at(-1)
    if (list === undefined || this.#tables.at(-1)?.isInCell === true) return
    list.count += 1
    this.#bullet = `${'  '.repeat(Math.min(this.#lists.length - 1, 8))}${list.isOrdered ? `${list.count}.` : '-'} `
  }

  #openList(name: string): void {
    this.#closeParagraph()
    this.#lists.push({ isOrdered: name === 'ol', count: 0 })
  }

  #closeList(): void {
    this.#lists.pop()
    this.#closeParagraph()
  }

  #openParagraph(name: string): void {
    this.#closeParagraph()
    const isPlain = name === 'p' && this.#bullet === '' && this.#lists.length === 0 && this.#tables.length === 0 && this.#heading === undefined
    this.#boldParagraph = isPlain ? { offset: 0, level: boldHeading.level, title: '' } : undefined
  }

  #closeParagraph(): void {
    const paragraph = this.#boldParagraph
    this.#boldParagraph = undefined
    // The lines of a list belong together.
    this.#break(this.#lists.length > 0 ? 1 : 2)
    if (paragraph === undefined || paragraph.title.length > boldHeading.maxLength || /[.,;。，；]$|^$/.test(paragraph.title)) return
    this.#headings.push(paragraph)
  }

  #closeHeading(): void {
    const heading = this.#heading
    this.#heading = undefined
    this.#break(2)
    const title = heading?.title.replace(/\s+/g, ' ').trim()
    if (heading?.offset === undefined || title === undefined || title === '') return
    this.#headings.push({ offset: heading.offset, level: heading.level, title })
  }

  #openTable(): void {
    this.#break(2)
    this.#tables.push(new TableCells())
  }

  #openRow(): void {
    this.#closeRow()
    this.#tables.at(-1)?.openRow()
  }

  #closeRow(): void {
    const cells = this.#tables.at(-1)?.closeRow()
    if (cells === undefined) return
    const outer = this.#tables.at(-2)
    if (outer?.isInCell === true) return outer.write(` ${cells.join(' ')} `)
    this.#break(1)
    this.#write(tableLine(cells))
    this.#break(1)
  }

  #closeTable(): void {
    this.#closeRow()
    this.#tables.pop()
    this.#break(2)
  }
}

function headingLevel(name: string): number | undefined {
  return /^h[1-6]$/.test(name) ? Number(name.charAt(1)) : undefined
}

function isList(name: string): boolean {
  return name === 'ol' || name === 'ul'
}

function isHidden(attributes: Attributes): boolean {
  return 'hidden' in attributes || attributes['aria-hidden'] === 'true' || attributes.role === 'navigation'
}

/** Elements that have no end, so that waiting for it would hide the rest of the page. */
function isVoid(name: string): boolean {
  return ['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'].includes(name)
}
