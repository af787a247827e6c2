import type { Line } from '@/server/ingestion/parser/pdf/pdfLines'

export type PageLines = { page: number; lines: readonly Line[] }

/** How many pages before and after are compared: two, because left and right pages often differ. */
const reach = 2
/** A line that stands at the same place on so many of them is a running one. */
const enoughPages = 2
/** Lines at each edge of a page that may be running ones. */
const maxLines = 4

/** Distances in font sizes. */
const samePlace = 0.4
/** Between running lines and the body; rows of a table stand wide apart themselves, and its header may come again on every page. */
const bodyGap = { line: 1.6, row: 3 } as const

const pageWords = /\b(?:page|pages|pg|p|of|seite|seiten|von|página|pagina|page|sur|de|стр|из)\b|[第页頁共ページ쪽]/gi

/**
 * Pages without the lines that run along their edges: the name of the book, the number of the page. The text of the body is safe: what is
 * taken away stands at the same place on two of the pages nearby, one of them earlier, where it was kept when it came first; it may
 * differ in nothing but a number that counts the pages.
 */
export async function* withoutRunningLines(pages: AsyncIterable<PageLines>): AsyncGenerator<PageLines> {
  const window: Seen[] = []
  /** Where in the window the next page stands that is given. */
  let next = 0
  function* give(): Generator<PageLines> {
    const page = window[next]
    if (page === undefined) return
    page.running = runningLines(page, window.slice(Math.max(0, next - reach), next), window.slice(next + 1, next + 1 + reach))
    if (next < reach) next += 1
    else window.shift()
    yield { page: page.page, lines: page.lines.filter((line) => !page.running.includes(line)) }
  }
  for await (const page of pages) {
    window.push({ ...page, running: [] })
    if (window.length > next + reach) yield* give()
  }
  while (next < window.length) yield* give()
}

type Seen = PageLines & { running: readonly Line[] }

function runningLines(page: PageLines, before: readonly Seen[], after: readonly Seen[]): Line[] {
  const isRunning = (line: Line): boolean => {
    const isAmong = (lines: readonly Line[], other: PageLines) => lines.some((candidate) => isSame(line, candidate, page.page - other.page))
    // At the end of a book the last pages have too few after them, but the ones before have told.
    if (before.some((other) => isAmong(other.running, other))) return true
    const earlier = before.filter((other) => isAmong(other.lines, other)).length
    return earlier > 0 && earlier + after.filter((other) => isAmong(other.lines, other)).length >= enoughPages
  }
  const inOrder = page.lines.toSorted((one, other) => one.across - other.across)
  return [...edge(inOrder, isRunning), ...edge(inOrder.toReversed(), isRunning)]
}

/** The running lines at the beginning of a page's lines, as many as stand apart from what follows. */
function edge(lines: readonly Line[], isRunning: (line: Line) => boolean): readonly Line[] {
  const end = lines.findIndex((line, at) => at === maxLines || !isRunning(line))
  const candidates = lines.slice(0, end === -1 ? lines.length : end)
  const count = candidates.findLastIndex((line, at) => {
    const following = lines[at + 1]
    return following === undefined || Math.abs(following.across - line.across) >= (line.isTable ? bodyGap.row : bodyGap.line) * line.size
  })
  return candidates.slice(0, count + 1)
}

/** Whether a line stands on another page as well, but for the number of the page. */
function isSame(line: Line, other: Line, pagesBetween: number): boolean {
  if (Math.abs(line.across - other.across) > samePlace * line.size || Math.abs(line.size - other.size) > samePlace * line.size) return false
  if (line.text === other.text) return true
  const [cells, otherCells] = [line.text.split(' | '), other.text.split(' | ')]
  return cells.length === otherCells.length && cells.every((cell, at) => cell === otherCells[at] || isPageNumber(cell, otherCells[at] ?? '', pagesBetween))
}

/** Whether two texts say nothing but the number of their page: `12`, `Page 3 of 9`, `第 3 页`. A chapter may be numbered like a page. */
function isPageNumber(text: string, other: string, pagesBetween: number): boolean {
  const [numbers, others] = [text.match(/\d+/g) ?? [], other.match(/\d+/g) ?? []]
  const words = (said: string) => said.replace(/\d+/g, '#')
  const isOnlyNumber = !/\p{L}/u.test(text.replace(pageWords, ''))
  return isOnlyNumber && words(text) === words(other) && numbers.every((number, at) => number === others[at] || Number(number) - Number(others[at]) === pagesBetween)
}
