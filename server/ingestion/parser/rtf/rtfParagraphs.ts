import type { HtmlText } from '@/server/ingestion/parser/html/htmlText'
import { cleanText } from '@/server/ingestion/parser/reading'

type Run = { text: string; isBold: boolean }

/** How Word names its headings in the languages it is used in most; the number is the level. */
const headingStyle = /^(?:heading|überschrift|titre|título|标题|標題|見出し|제목)\s*([1-6])$/i

/** The paragraphs and rows of an RTF file on their way to its text. */
export class RtfParagraphs {
  readonly #text: HtmlText
  readonly #styles = new Map<number, number>()
  #runs: Run[] = []
  #level: number | undefined
  #isInTable = false
  #isTableOpen = false
  /** The cells of the row that is being read. */
  #cells: string[] = []
  #cell = ''

  constructor(text: HtmlText) {
    this.#text = text
  }

  write(text: string, isBold: boolean): void {
    const last = this.#runs.at(-1)
    if (last !== undefined && last.isBold === isBold) last.text += text
    else if (text !== '') this.#runs.push({ text, isBold })
  }

  /** Says what a style is called. */
  nameStyle(style: number, name: string): void {
    const level = headingStyle.exec(name.trim())?.[1]
    if (level !== undefined) this.#styles.set(style, Number(level))
  }

  style(style: number): void {
    this.#level = this.#styles.get(style) ?? this.#level
  }

  word(word: string, value: number | undefined): void {
    switch (word) {
      case 'pard':
        this.#isInTable = false
        this.#level = undefined
        break
      case 'intbl':
        this.#isInTable = true
        break
      case 'outlinelevel':
        // 9 is the body.
        if (value !== undefined && value < 6) this.#level = value + 1
        break
      case 'line':
        this.write('\n', this.#runs.at(-1)?.isBold ?? false)
        break
      case 'cell':
        this.#takeRuns()
        this.#cells.push(this.#cell)
        this.#cell = ''
        break
      case 'nestcell':
        this.#takeRuns()
        break
      case 'row':
        this.#endRow()
        break
    }
  }

  /** The end of a paragraph, and of the file. */
  end(): void {
    if (this.#isInTable) return this.#takeRuns()
    const runs = this.#runs
    this.#runs = []
    if (runs.every(({ text }) => text.trim() === '')) return
    if (this.#isTableOpen) this.#text.close('table')
    this.#isTableOpen = false
    const name = this.#level === undefined ? 'p' : `h${this.#level}`
    this.#text.open(name, {})
    for (const { text, isBold } of joined(runs)) {
      if (isBold) this.#text.open('b', {})
      this.#writeLines(text)
      if (isBold) this.#text.close('b')
    }
    this.#text.close(name)
  }

  #writeLines(text: string): void {
    for (const [at, line] of text.split('\n').entries()) {
      if (at > 0) this.#text.open('br', {})
      this.#text.text(line)
    }
  }

  /** What was written becomes text of the open cell. */
  #takeRuns(): void {
    this.#cell += `${cleanText(this.#runs.map(({ text }) => text).join(''))} `
    this.#runs = []
  }

  #endRow(): void {
    if (!this.#isTableOpen) this.#text.open('table', {})
    this.#isTableOpen = true
    this.#text.open('tr', {})
    for (const cell of this.#cells) {
      this.#text.open('td', {})
      this.#text.text(cell)
    }
    this.#text.close('tr')
    this.#cells = []
  }
}

/** Runs as clean text. The halves of a character may have been written apart, but never in two runs. */
function joined(runs: readonly Run[]): Run[] {
  return runs.map(({ text, isBold }) => ({ text: cleanText(text), isBold }))
}
