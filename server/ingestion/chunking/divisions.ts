import { visibleLines, lineAfter } from '@/server/ingestion/chunking/lines'
import type { Line } from '@/server/ingestion/chunking/lines'
import { borderOf } from '@/server/ingestion/chunking/headings'
import type { Border, Mark } from '@/server/ingestion/chunking/method'
import type { Sizes } from '@/server/ingestion/chunking/sizes'
import type { Heading, Page } from '@/server/ingestion/parser/reading'

/** What a line begins by its words, such as a chapter, although the reader may not have seen a heading there. */
export type Found = {
  /** Its rank: higher numbers stand under lower ones. All are above the levels that readers give. */
  readonly level: number
  /** The words that say so, at the line's beginning. */
  readonly label: string
  /** Whether its title may stand on the next line, unless that begins a division itself. */
  readonly isNumbered: boolean
  /** Whether it is a unit that is found and cited by itself, such as an article. */
  readonly isUnit: boolean
  /** Whether any heading ends it, such as the one after an abstract. */
  readonly endsAtHeading?: boolean
  /** Without it: after text. */
  readonly begins?: Border
  /** Sizes of what stands under it. */
  readonly sizes?: Sizes
}

/** What a method knows of its divisions. Both are asked in the order of the lines. */
export type Reader = {
  /** What a line begins, if anything; not asked of a line in the middle of a sentence. */
  recognise(line: Line): Found | undefined
  /** Marks on a line that begins no division. */
  within?(line: Line): Iterable<Mark>
}

const maxTitle = 100
/** What shows that a line is no title, but text. */
const isText = /[.;:,：、!！]$|[，。；]/
/** A line of a table of contents: it names a part, and begins none. */
const contentsLine = /(?:[.·…．・_]\s?){3,}\s*[\dIVXLivxl]+$/
const contents = /^(?:(?:table of )?contents|目\s*[录錄次])$/i
/** How a line begins that goes on with the sentence before it. */
const goesOn = /^[\p{Ll}(（]/u

/**
 * The divisions of a document, such as parts, chapters and articles, found by what a method recognises in its lines, together with the
 * headings that the reader saw. A division whose title is that of one we are in is a running head, and begins nothing.
 */
export class Divisions {
  /** Those we are in, the highest first. `readerLevel` is the level of the heading that the reader saw there. */
  #open: { level: number; readerLevel: number | undefined; title: string }[] = []
  /** The level of the unit we are in. */
  #unit: number | undefined
  readonly #reader: Reader
  #isFound = false
  #isFirstLine = true

  constructor(reader: Reader) {
    this.#reader = reader
  }

  /** Whether any was found so far. */
  get isFound(): boolean {
    return this.#isFound
  }

  *marks(page: Page): Generator<Mark> {
    let isAfterMark = true
    let titleEnd = 0
    for (const raw of visibleLines(page)) {
      if (raw.offset < titleEnd) continue
      const line: Line = { ...raw, text: bare(raw), isApart: raw.isApart || isAfterMark }
      const isContents = contentsLine.test(line.text.slice(-maxTitle))
      const mayBegin: boolean = !isContents && (line.isFresh || isAfterMark || line.heading !== undefined)
      const found: Found | undefined = mayBegin ? this.#reader.recognise(line) : undefined
      isAfterMark = isContents || found !== undefined
      const mark = found === undefined ? undefined : this.#enter(page, line, found)
      if (mark !== undefined) {
        titleEnd = mark.titleEnd ?? 0
        yield mark
      } else if (found !== undefined) continue
      else if (line.heading !== undefined) yield this.#underDivision(line.heading)
      else if (this.#isFirstLine && !contents.test(line.text) && isTitle(page.text, line.text, line.end)) yield { offset: line.offset, begins: 'afterText', heading: { level: 1, title: line.text } }
      else yield* this.#reader.within?.(line) ?? []
      this.#isFirstLine = false
    }
  }

  #enter(page: Page, line: Line, found: Found): Mark | undefined {
    const { title, end } = this.#titleOf(page.text, line, found)
    if (this.#open.some((division) => division.title === title)) return undefined
    this.#isFound = true
    const { level, isUnit, sizes, begins = 'afterText' } = found
    const readerLevel = found.endsAtHeading === true ? 1 : line.heading?.level
    this.#open = [...this.#open.filter((division) => division.level < level), { level, readerLevel, title }]
    // A unit without a text of its own, such as a repealed article, is still one.
    const isAfterUnit = this.#unit !== undefined && level <= this.#unit
    this.#unit = isUnit ? level : undefined
    return { offset: line.offset, begins: isAfterUnit ? 'always' : begins, heading: { level, title }, titleEnd: end, ...(sizes === undefined ? {} : { sizes }) }
  }

  /** The title of a division, and where what is nothing but a title ends: before the label where text follows it on the line. */
  #titleOf(text: string, line: Line, { label, isNumbered }: Found): { title: string; end: number } {
    if (line.heading !== undefined) return { title: line.heading.title, end: line.end }
    const rest = line.text.slice(label.length).replace(/^[\s.:：、,—–-]+/, '')
    if (rest !== '') return isTitle(text, rest, line.end) ? { title: line.text, end: line.end } : { title: label, end: line.offset }
    const below = lineAfter(text, line.end)
    const isBelow = isNumbered && isTitle(text, below.text, below.end) && !goesOn.test(below.text) && this.#reader.recognise({ ...line, text: below.text }) === undefined
    return isBelow ? { title: `${label} ${below.text}`, end: below.end } : { title: label, end: line.end }
  }

  /** A heading that is no division stands under the one whose heading is higher, or that has none. */
  #underDivision(heading: Heading): Mark {
    const ended = this.#open.findIndex(({ readerLevel }) => readerLevel !== undefined && readerLevel >= heading.level)
    if (ended !== -1) this.#open.length = ended
    const division = this.#open.at(-1)
    if (division === undefined || division.level !== this.#unit) this.#unit = undefined
    const begins = this.#unit === undefined ? borderOf(heading.level) : 'never'
    const level = division === undefined ? heading.level : division.level + heading.level / 10
    return { offset: heading.offset, begins, heading: { level, title: heading.title } }
  }
}

/** What a line says without the marks of Markdown. */
function bare({ heading, text }: Line): string {
  return heading?.title ?? text.replace(/^[#>*_\s]+/, '').replaceAll('**', '')
}

/** Whether words that end at an offset are a title by their looks. */
function isTitle(text: string, words: string, end: number): boolean {
  return words !== '' && words.length <= maxTitle && !isText.test(words) && !goesOn.test(lineAfter(text, end).text)
}
