import { isWide } from '@/server/ingestion/parser/pdf/pdfLines'
import type { Line } from '@/server/ingestion/parser/pdf/pdfLines'
import type { Heading } from '@/server/ingestion/parser/reading'

/** Distances in line heights or font sizes. */
const paragraphGap = 1.35
/** Text that is set wider than this is not told from separate paragraphs. */
const maxLeading = 1.9
const indent = 0.8
const shortLine = 5
const otherSize = 0.12

/** A paragraph this much larger than the body is a heading, of these levels. */
const headingLevels = [
  { ratio: 1.6, level: 1 },
  { ratio: 1.15, level: 2 },
] as const
const maxHeading = 160

const sentenceEnd = /[.!?:;。！？：；…][”’"')）」』】]*$/
const listItem = /^(?:[•●○▪■◦‣·*–—-] |\(?\d{1,3}[.)、] |[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、)/

/** The font size of most characters so far: what larger ones are headings against. */
export class BodySize {
  #characters = new Map<number, number>()

  add(lines: readonly Line[]): void {
    for (const { size, text } of lines) {
      const rounded = Math.round(size * 2) / 2
      this.#characters.set(rounded, (this.#characters.get(rounded) ?? 0) + text.length)
    }
  }

  /** In points; 0 before there is any text. */
  get size(): number {
    let [best, most] = [0, 0]
    for (const [size, count] of this.#characters) if (count > most) [best, most] = [size, count]
    return best
  }
}

/** The text of a page: lines joined to paragraphs, paragraphs apart by an empty line, rows of tables one a line. */
export function pageText(lines: readonly Line[], bodySize: number): { text: string; headings: Heading[] } {
  const leading = typicalLeading(lines)
  const headings: Heading[] = []
  let text = ''
  let paragraph: Line[] = []
  const finish = () => {
    const first = paragraph[0]
    if (first === undefined) return
    const joined = joinLines(paragraph)
    const separator = text === '' ? '' : '\n\n'
    const level = headingLevel(first, joined, bodySize)
    if (level !== undefined) headings.push({ offset: text.length + separator.length, level, title: joined.replaceAll('\n', ' ') })
    text += separator + joined
    paragraph = []
  }
  for (const line of lines) {
    const previous = paragraph.at(-1)
    if (previous !== undefined && beginsParagraph(previous, line, leading)) finish()
    paragraph.push(line)
  }
  finish()
  return { text, headings }
}

/** The distance from line to line that is most common on the page, in font sizes. */
function typicalLeading(lines: readonly Line[]): number {
  const gaps = lines
    .flatMap((line, at) => {
      const gap = (line.across - (lines[at - 1]?.across ?? line.across)) / line.size
      return gap > 0.8 && gap < 2.5 ? [gap] : []
    })
    .toSorted((one, other) => one - other)
  // A low quantile: pages with many headings and lists have more wide gaps than narrow ones.
  return Math.min(gaps[Math.floor(gaps.length / 3)] ?? maxLeading, maxLeading)
}

function beginsParagraph(previous: Line, line: Line, leading: number): boolean {
  if (previous.isTable && line.isTable) return false
  if (previous.isTable !== line.isTable) return true
  if (Math.abs(line.size - previous.size) > otherSize * previous.size) return true
  const gap = line.across - previous.across
  const wasSentence = sentenceEnd.test(previous.text)
  // Up and beside: the next column, where a sentence may go on.
  if (gap < 0) return wasSentence
  if (gap > paragraphGap * leading * line.size) return true
  if (listItem.test(line.text)) return true
  return wasSentence && (line.start - previous.start > indent * line.size || line.end - previous.end > shortLine * line.size)
}

/** Lines as one paragraph: words that were hyphenated at a line's end whole again, no spaces inside Chinese. */
function joinLines(lines: readonly Line[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line.text
    if (line.isTable) return `${text}\n${line.text}`
    // "Trace-" before "Monkey" is a name with a hyphen, "compi-" before "lation" a word that was divided.
    if (/\p{L}[-\u00ad\u2010]$/u.test(text)) return (/^\p{Ll}/u.test(line.text) ? text.slice(0, -1) : text) + line.text
    return text + (isWide(text.at(-1) ?? '') && isWide(line.text.charAt(0)) ? '' : ' ') + line.text
  }, '')
}

function headingLevel(first: Line, text: string, bodySize: number): number | undefined {
  if (first.isTable || text.length > maxHeading || !/\p{L}/u.test(text)) return undefined
  return headingLevels.find(({ ratio }) => bodySize > 0 && first.size >= ratio * bodySize)?.level
}
