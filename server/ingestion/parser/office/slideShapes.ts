import type { SlideCell, SlideParagraph, SlideShape } from '@/server/ingestion/parser/office/slideText'
import type { Attributes, XmlHandler } from '@/server/ingestion/parser/xml'

/** Boxes that every slide repeats. */
const repeated = new Set(['sldNum', 'dt', 'ftr', 'hdr'])
const titles = new Set(['title', 'ctrTitle'])

/** The boxes and tables of a slide, a page of notes or the data of a diagram, from the events of its XML (DrawingML). */
export class SlideShapes implements XmlHandler {
  #shapes: SlideShape[] = []
  #shape: SlideShape = emptyShape()
  /** What kind of place the box fills in the layout of the slide; undefined when it stands free. */
  #placeholder: string | undefined
  #paragraph: SlideParagraph | undefined
  #row: SlideCell[] | undefined
  #cell: SlideCell | undefined
  #isText = false
  /** How deep we are in what is there twice, for older programs. */
  #fallback = 0

  open(name: string, attributes: Attributes): void {
    if (name === 'Fallback' || this.#fallback > 0) this.#fallback += 1
    if (this.#fallback > 0) return
    if (name === 'sp' || name === 'graphicFrame' || name === 'pt') this.#finishShape()
    else if (name === 'ph') this.#placeholder = attributes.type ?? 'obj'
    else if (name === 'p') this.#openParagraph()
    else if (name === 'pPr') this.#bullet(attributes)
    else if (name === 'buNone' && this.#paragraph !== undefined) this.#paragraph.level = undefined
    else if (name === 'br') this.#paragraph?.lines.push('')
    else if (name === 't') this.#isText = true
    else if (name === 'tr') this.#row = []
    else if (name === 'tc') this.#openCell(attributes)
  }

  close(name: string): void {
    if (this.#fallback > 0) {
      this.#fallback -= 1
      return
    }
    if (name === 'sp' || name === 'graphicFrame' || name === 'pt') this.#finishShape()
    else if (name === 'p') this.#closeParagraph()
    else if (name === 't') this.#isText = false
    else if (name === 'tc') this.#cell = undefined
    else if (name === 'tr' && this.#row !== undefined) {
      this.#shape.rows.push(this.#row)
      this.#row = undefined
    }
  }

  text(text: string): void {
    const paragraph = this.#paragraph
    if (!this.#isText || paragraph === undefined || this.#fallback > 0) return
    paragraph.lines.push((paragraph.lines.pop() ?? '') + text)
  }

  result(): SlideShape[] {
    this.#finishShape()
    return this.#shapes.filter(({ paragraphs, rows }) => paragraphs.length > 0 || rows.length > 0)
  }

  #finishShape(): void {
    const placeholder = this.#placeholder ?? ''
    if (!repeated.has(placeholder)) this.#shapes.push({ ...this.#shape, isTitle: titles.has(placeholder) })
    this.#shape = emptyShape()
    this.#placeholder = undefined
  }

  #openParagraph(): void {
    // The places of a layout have bullets unless a paragraph says otherwise; boxes that stand free have none.
    const hasBullet = this.#placeholder === 'obj' || this.#placeholder === 'body'
    this.#paragraph = { lines: [''], level: hasBullet ? 0 : undefined }
  }

  #bullet({ lvl }: Attributes): void {
    if (this.#paragraph?.level !== undefined) this.#paragraph.level = Math.min(Number(lvl ?? 0) || 0, 8)
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraph
    this.#paragraph = undefined
    if (paragraph === undefined || paragraph.lines.every((line) => line.trim() === '')) return
    if (this.#cell === undefined) this.#shape.paragraphs.push(paragraph)
    else this.#cell.text += `${paragraph.lines.join(' ')} `
  }

  /** The cells that another one covers are there as well, and empty. */
  #openCell({ gridSpan, rowSpan, hMerge, vMerge }: Attributes): void {
    const cell = { text: '', columns: Number(gridSpan ?? 1), rows: Number(rowSpan ?? 1) }
    this.#cell = cell
    if (hMerge === undefined && vMerge === undefined) this.#row?.push(cell)
  }
}

function emptyShape(): SlideShape {
  return { isTitle: false, paragraphs: [], rows: [] }
}
