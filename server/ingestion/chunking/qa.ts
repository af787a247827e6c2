import { borderOf } from '@/server/ingestion/chunking/headings'
import { lineAfter, visibleLines } from '@/server/ingestion/chunking/lines'
import type { Line } from '@/server/ingestion/chunking/lines'
import { contextLine } from '@/server/ingestion/chunking/method'
import type { Mark, Method } from '@/server/ingestion/chunking/method'
import { nothingFound } from '@/server/ingestion/chunking/nothingFound'
import { whole } from '@/server/ingestion/chunking/sizes'
import type { Sizes } from '@/server/ingestion/chunking/sizes'
import { cellsOf, isSeparator } from '@/server/ingestion/chunking/tableRows'
import type { Page } from '@/server/ingestion/parser/reading'

const questionLabel = /^[>*\-\s]*(?:Q(?:uestion)?|问题?|問題?|提问)[*\s]*(?:\d{1,4}[*\s]*)?[:：.．、)）]/i
const answerLabel = /^[>*\-\s]*(?:A(?:ns(?:wer)?)?|答案?|回答)[*\s]*(?:\d{1,4}[*\s]*)?[:：.．、)）]/i
/** An answer on the line of its question. */
const answerBeside = /(?:\sA(?:nswer)?|[\s？?。]答案?)\s*(?:\d{1,4}\s*)?[:：]/
const questionMark = /[?？]["”」』*\s]*$/
const headerNames = [/^(?:q|questions?|问题?|問題?|提问|标准问题?)$/i, /^(?:a|answers?|答案?|回答|回复|标准答案)$/i] as const

/** The question that we are under. `kind` says how it was told. */
type Pair = { kind: 'label' | 'heading' | 'row'; level: number; hasAnswer: boolean }

/**
 * Questions with answers: a pair is a chunk. Pairs are rows of two cells, lines that begin with `Q:` and `A:` (or 问 and 答), and headings
 * that end in a question mark with the text under them. Text that belongs to no question is cut as general text.
 */
export function qa(sizes: Sizes): Method {
  const pairs = new Pairs(sizes)
  return { sizes, marks: (page) => pairs.marks(page), warnings: () => pairs.warnings() }
}

class Pairs {
  readonly #sizes: Sizes
  #pair: Pair | undefined
  #isFound = false
  #hasOther = false

  constructor(sizes: Sizes) {
    this.#sizes = sizes
  }

  *marks(page: Page): Generator<Mark> {
    /** Where we are in a table: -1 at its header, 0 right after that. */
    let row: number | undefined
    for (const line of visibleLines(page)) {
      const cells = line.heading === undefined ? cellsOf(line.text) : undefined
      if (cells?.length === 2) {
        if (row === undefined || line.isApart) row = isHeader(page, line, cells) ? -1 : 1
        if (isSeparator(cells)) continue
        yield this.#row(line, cells, row)
        row += 1
        continue
      }
      row = undefined
      if (line.heading !== undefined) yield this.#heading(line, line.heading)
      else if (questionLabel.test(line.text)) yield this.#question(line, 'label', { hasAnswer: answerBeside.test(line.text), context: [contextLine(line.text)] })
      else yield* this.#text(line)
    }
  }

  warnings(): string[] {
    this.#leave()
    if (!this.#isFound) return [nothingFound('questions with answers')]
    return this.#hasOther ? ['Some text of this file belongs to no question, so it was cut as general text'] : []
  }

  /** A question, and with it a chunk, begins. */
  #question({ offset }: Line, kind: Pair['kind'], { hasAnswer = false, level = 0, context = [], begins }: { hasAnswer?: boolean; level?: number; context?: string[]; begins?: Mark['begins'] }): Mark {
    const border = begins ?? (this.#pair === undefined ? 'afterText' : 'always')
    this.#leave()
    this.#pair = { kind, level, hasAnswer }
    return { offset, begins: border, sizes: whole(this.#sizes), context }
  }

  #row(line: Line, [question = '', answer = '']: readonly string[], position: number): Mark {
    if (position < 0) return this.#question(line, 'row', { hasAnswer: true })
    // The header says nothing alone, so the first pair follows it in one chunk.
    return this.#question(line, 'row', { hasAnswer: answer !== '', context: [contextLine(question)], ...(position === 0 ? { begins: 'never' } : {}) })
  }

  #heading(line: Line, heading: { level: number; title: string }): Mark {
    const { level } = heading
    if (questionMark.test(heading.title) || questionLabel.test(heading.title)) return { ...this.#question(line, 'heading', { level }), heading }
    if (this.#pair?.kind === 'heading' && level > this.#pair.level) return { offset: line.offset, begins: 'never', heading }
    const begins = this.#pair === undefined ? borderOf(level) : 'afterText'
    this.#leave()
    return { offset: line.offset, begins, heading }
  }

  /** A line of an answer, or of no pair at all. */
  *#text({ offset, text }: Line): Generator<Mark> {
    if (this.#pair?.kind === 'row') {
      this.#leave()
      yield { offset, begins: 'afterText' }
    }
    if (this.#pair === undefined) this.#hasOther = true
    else if (this.#pair.kind === 'heading' || answerLabel.test(text)) this.#pair.hasAnswer = true
  }

  #leave(): void {
    if (this.#pair?.hasAnswer === true) this.#isFound = true
    else if (this.#pair !== undefined) this.#hasOther = true
    this.#pair = undefined
  }
}

/** Whether the first row of a table names its columns. */
function isHeader({ text }: Page, { end }: Line, cells: readonly string[]): boolean {
  const below = cellsOf(lineAfter(text, end).text)
  return (below !== undefined && isSeparator(below)) || headerNames.every((name, at) => name.test(cells[at] ?? ''))
}
