import type { Attributes } from '@/server/ingestion/parser/html/htmlText'
import type { Heading } from '@/server/ingestion/parser/reading'

/** A main part that is shorter is taken only when it is most of the page: some leave it empty, and fill it by a program. */
const shortestMain = 200

/** Within these a footer or an aside belongs to the text; outside of them it is the page's own (HTML standard: sectioning content and roots). */
const sections = new Set(['article', 'blockquote', 'details', 'fieldset', 'figure', 'main', 'section', 'td'])
const sideNames = new Set(['aside', 'footer'])
const sideRoles = new Set(['banner', 'complementary', 'contentinfo'])
const floatingRoles = new Set(['alertdialog', 'dialog', 'search'])
/** How those who build pages call what asks for cookies. */
const cookieNotice = /(?:cookies?|gdpr|consent)[\s_-]*(?:banner|bar(?![a-z])|consent|dialog|law-info|manager|modal|notice|overlay|popup|wall)|onetrust|cookiebot/i

interface Text {
  readonly text: string
  readonly headings: Heading[]
}

/** Follows the elements of a web page and tells its content from what stands around it on every page of a site. Places are offsets in its text. */
export class PageContent {
  readonly #main = new Region((name, { role }) => name === 'main' || role === 'main')
  readonly #article = new Region((name) => name === 'article')
  #sections = 0

  /** True for an element whose text is not part of the content wherever it stands: notices, footers, bars at the side. */
  isBeside(name: string, { role = '', id = '', class: classes = '' }: Attributes): boolean {
    // Their classes may say that a notice is shown.
    if (name === 'html' || name === 'body' || name === 'main') return false
    if (cookieNotice.test(id) || cookieNotice.test(classes) || floatingRoles.has(role)) return true
    return this.#sections === 0 && (sideNames.has(name) || sideRoles.has(role))
  }

  open(name: string, attributes: Attributes, at: number): void {
    this.#main.open(name, attributes, at)
    this.#article.open(name, attributes, at)
    if (sections.has(name)) this.#sections += 1
  }

  close(name: string, at: number): void {
    this.#main.close(name, at)
    this.#article.close(name, at)
    if (sections.has(name)) this.#sections = Math.max(0, this.#sections - 1)
  }

  /** The content alone, where the page says which it is; otherwise all of the text. */
  of(whole: Text): Text {
    const [main, articles] = [this.#main.of(whole), this.#article.of(whole)]
    const isMost = ({ text }: Text): boolean => text.length * 2 >= whole.text.length
    if (main.text.length >= shortestMain || isMost(main)) return main
    return isMost(articles) ? articles : whole
  }
}

/** The elements of one kind, the outermost only, as parts of a text. */
class Region {
  readonly #isStart: (name: string, attributes: Attributes) => boolean
  readonly #parts: { start: number; end: number }[] = []
  #current: { name: string; depth: number; start: number } | undefined

  constructor(isStart: (name: string, attributes: Attributes) => boolean) {
    this.#isStart = isStart
  }

  open(name: string, attributes: Attributes, at: number): void {
    if (this.#current?.name === name) this.#current.depth += 1
    else if (this.#current === undefined && this.#isStart(name, attributes)) this.#current = { name, depth: 1, start: at }
  }

  close(name: string, at: number): void {
    if (this.#current?.name !== name) return
    this.#current.depth -= 1
    if (this.#current.depth > 0) return
    this.#parts.push({ start: this.#current.start, end: at })
    this.#current = undefined
  }

  of({ text, headings }: Text): Text {
    let joined = ''
    const kept: Heading[] = []
    for (const { start, end } of this.#parts) {
      const part = text.slice(start, end)
      // The line ends that part it from what came before are the first of it.
      const content = part.replace(/^\n+/, '')
      if (content === '') continue
      if (joined !== '') joined += '\n\n'
      const shift = joined.length - (start + part.length - content.length)
      kept.push(...headings.flatMap((heading) => (heading.offset >= start && heading.offset < end ? [{ ...heading, offset: heading.offset + shift }] : [])))
      joined += content
    }
    return { text: joined, headings: kept }
  }
}
