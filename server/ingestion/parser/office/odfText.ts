import { HtmlText } from '@/server/ingestion/parser/html/htmlText'
import { underFirstLine } from '@/server/ingestion/parser/office/slideText'
import type { Heading } from '@/server/ingestion/parser/reading'
import { attribute } from '@/server/ingestion/parser/xml'
import type { Attributes, XmlHandler } from '@/server/ingestion/parser/xml'

type Text = { text: string; headings: Heading[] }

/** What is not part of the text: comments, deleted text, readings over characters, tables of contents, which repeat the headings. */
const silent = new Set(['annotation', 'tracked-changes', 'ruby-text', 'note-citation', 'table-of-content', 'forms', 'covered-table-cell', 'desc', 'title'])
/** Frames of a slide that every slide repeats, or that hold its picture. */
const repeatedFrames = new Set(['page-number', 'header', 'footer', 'date-time', 'page'])

/** Elements that are the same in HTML. */
const sameAs: Readonly<Record<string, string>> = { list: 'ul', 'list-item': 'li', 'list-header': 'li', table: 'table', 'table-row': 'tr', 'line-break': 'br' }

/** The text of an OpenDocument text or presentation from the events of its XML: one text, or one a slide. */
export class OdfText implements XmlHandler {
  #slides: Text[] = []
  #text = new HtmlText()
  #isPresentation = false
  /** How deep we are in something silent. */
  #silent = 0
  /** How many paragraphs we are in: text outside them is white space between tags. */
  #paragraphs = 0
  #isNote = false
  /** What the open frame of a slide holds: its title, the speaker's notes … */
  #frame: string | undefined
  /** The names under which paragraphs were opened, the innermost last. */
  #opened: string[] = []

  open(name: string, attributes: Attributes): void {
    if (this.#silent > 0 || silent.has(name) || (name === 'frame' && repeatedFrames.has(attribute(attributes, 'class') ?? ''))) {
      this.#silent += 1
      return
    }
    if (name === 'presentation') this.#isPresentation = true
    else if (name === 'frame' && this.#frame !== 'notes') this.#frame = attribute(attributes, 'class')
    else if (name === 'notes') this.#frame = 'notes'
    else if (name === 'note') this.#openNote()
    else if (name === 'p' || name === 'h') this.#openParagraph(name, attributes)
    else if (name === 's') this.#text.text(' ')
    else if (name === 'tab') this.#text.text('\t')
    else if (name === 'table-cell') this.#text.open('td', { colspan: attribute(attributes, 'number-columns-spanned') ?? '1', rowspan: attribute(attributes, 'number-rows-spanned') ?? '1' })
    else if (!this.#isNote) this.#pass('open', name)
  }

  close(name: string): void {
    if (this.#silent > 0) {
      this.#silent -= 1
      return
    }
    if (name === 'page') this.#closeSlide()
    else if (name === 'frame' && this.#frame !== 'notes') this.#frame = undefined
    else if (name === 'notes') this.#frame = undefined
    else if (name === 'note') {
      this.#text.text(']')
      this.#isNote = false
    } else if (name === 'p' || name === 'h') this.#closeParagraph()
    else if (!this.#isNote) this.#pass('close', name)
  }

  text(text: string): void {
    if (this.#silent === 0 && this.#paragraphs > 0) this.#text.text(text)
  }

  result(): Text[] {
    return this.#isPresentation ? this.#slides.map(underFirstLine) : [this.#text.result()]
  }

  #pass(event: 'open' | 'close', name: string): void {
    const same = sameAs[name]
    if (same === undefined) return
    if (event === 'open') this.#text.open(same, {})
    else this.#text.close(same)
  }

  #openNote(): void {
    this.#isNote = true
    this.#text.text(' [')
  }

  #openParagraph(name: string, attributes: Attributes): void {
    this.#paragraphs += 1
    if (this.#isNote) return
    const level = Math.min(Number(attribute(attributes, 'outline-level') ?? 1) || 1, 6)
    const opened = this.#frame === 'title' ? 'h1' : name === 'h' ? `h${level}` : 'p'
    this.#opened.push(opened)
    this.#text.open(opened, {})
    if (this.#frame !== 'notes') return
    this.#text.text('Notes: ')
    this.#frame = 'noted'
  }

  #closeParagraph(): void {
    this.#paragraphs -= 1
    if (!this.#isNote) this.#text.close(this.#opened.pop() ?? 'p')
  }

  #closeSlide(): void {
    this.#slides.push(this.#text.result())
    this.#text = new HtmlText()
    this.#frame = undefined
  }
}
