import { cleanText } from '@/server/ingestion/parser/reading'
import { tableLine } from '@/server/ingestion/parser/tableLine'

/**
 * A run of characters as a page draws it, in points. (a, b) is the direction of its base line times the font size, (x, y) where it
 * begins, with y growing upwards; a vertical run goes down from there and its `height` is its length.
 */
export type Glyphs = { text: string; a: number; b: number; x: number; y: number; width: number; height: number; isVertical: boolean; isRightToLeft: boolean }

/** A line of text: `start` and `end` along it, `across` where it stands on the page, growing in the direction of reading. */
export type Line = { text: string; start: number; end: number; across: number; size: number; isTable: boolean }

type Run = { text: string; start: number; end: number; across: number; size: number; spaceBefore: boolean; isRightToLeft: boolean }

/** Distances in font sizes. A gap above `space` is a missing space, one above `cell` the border of a table cell. */
const space = 0.2
const cell = 2.5
/** Runs whose base lines differ by less belong to one line: foot-note marks and indices do. */
const sameLine = 0.5

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\ufe30-\ufe4f\uff00-\uffef]/u
const spaceBetweenWide = /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\ufe30-\ufe4f\uff00-\uffef]) +(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\ufe30-\ufe4f\uff00-\uffef])/gu
/** Dots that lead the eye through a table of contents. */
const leaders = /\s*([.·⋯…．・_])(?:\s?\1){3,}\s*/g
/** Characters that look like others and are never typed: radicals for Han characters, marks turned for vertical lines. */
const lookAlike = /[\u2f00-\u2fdf\ufe10-\ufe19\ufe30-\ufe44]/g

/** Whether there is no space between words of this character's script. */
export function isWide(character: string): boolean {
  return wide.test(character)
}

/** The lines of a page in the order in which it draws them: columns stay apart, because every producer draws one after the other. */
export function linesOf(glyphs: readonly Glyphs[]): Line[] {
  const lines: Line[] = []
  let runs: Run[] = []
  for (const run of runsOf(glyphs)) {
    const last = runs.at(-1)
    if (last !== undefined && Math.abs(run.across - last.across) > sameLine * Math.max(run.size, last.size)) {
      lines.push(lineOf(runs))
      runs = []
    }
    runs.push(run)
  }
  if (runs.length > 0) lines.push(lineOf(runs))
  return lines.filter(({ text }) => text !== '')
}

function* runsOf(glyphs: readonly Glyphs[]): Generator<Run> {
  let spaceBefore = false
  for (const item of glyphs) {
    const text = cleanText(item.text).replace(/\s+/g, ' ').replace(lookAlike, (character) => character.normalize('NFKC'))
    if (text.trim() === '') {
      spaceBefore ||= text !== ''
      continue
    }
    yield { ...place(item), text, spaceBefore, isRightToLeft: item.isRightToLeft }
    spaceBefore = false
  }
}

/** Where a run stands, turned so that its text runs along the first axis and lines follow each other along the second. */
function place({ a, b, x, y, width, height, isVertical }: Glyphs): Pick<Run, 'start' | 'end' | 'across' | 'size'> {
  if (isVertical) return { start: -y, end: -y + height, across: -x, size: width || 1 }
  const size = Math.hypot(a, b) || height || 1
  const [cos, sin] = [a / size || (b === 0 ? 1 : 0), b / size]
  const start = x * cos + y * sin
  return { start, end: start + width, across: x * sin - y * cos, size }
}

function lineOf(unsorted: Run[]): Line {
  const isRightToLeft = unsorted.filter((run) => run.isRightToLeft).length > unsorted.length / 2
  const runs = isRightToLeft ? unsorted : unsorted.toSorted((one, other) => one.start - other.start)
  const longest = unsorted.reduce((best, run) => (run.text.length > best.text.length ? run : best))
  const cells: string[] = []
  let text = ''
  let previous: Run | undefined
  for (const run of runs) {
    const gap = previous === undefined ? 0 : (isRightToLeft ? previous.start - run.end : run.start - previous.end) / longest.size
    if (gap > cell && text.trim().length > 1) {
      cells.push(text)
      text = run.text
    } else text += (previous !== undefined && needsSpace(text, run, gap) ? ' ' : '') + run.text
    previous = run
  }
  cells.push(text)
  const clean = cells.map((part) => part.replace(leaders, ' … ').replace(/ {2,}/g, ' ').replace(spaceBetweenWide, '').trim()).filter((part) => part !== '' && part !== '…')
  return {
    text: clean.length > 1 ? tableLine(clean) : (clean[0] ?? ''),
    start: Math.min(...unsorted.map(({ start }) => start)),
    end: Math.max(...unsorted.map(({ end }) => end)),
    across: longest.across,
    size: longest.size,
    isTable: clean.length > 1,
  }
}

function needsSpace(before: string, run: Run, gap: number): boolean {
  if (before.endsWith(' ') || run.text.startsWith(' ')) return false
  if (isWide(before.at(-1) ?? '') && isWide(run.text.charAt(0))) return false
  return gap > space || (run.spaceBefore && gap > -space)
}
