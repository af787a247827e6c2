import type { Heading, Page } from '@/server/ingestion/parser/reading'

/** A line of a page that has something on it. `offset`, where its first visible character is, and `end` count in the page's text. */
export type Line = {
  readonly offset: number
  readonly end: number
  /** Without the white space around it. */
  readonly text: string
  /** The heading that begins on it. */
  readonly heading: Heading | undefined
  /** Whether an empty line or the page's beginning is before it. */
  readonly isApart: boolean
  /** Whether it may begin something: it is apart, or the line before it ends a sentence or is short. */
  readonly isFresh: boolean
}

/** A line that is wrapped is longer. */
const shortLine = 30
const sentenceEnd = /[.!?:;。！？：；…][”’"')」』）】》]*$/

/** The lines of a page that are not empty. */
export function* visibleLines({ text, headings }: Page): Generator<Line> {
  let next = 0
  let before = ''
  for (let start = 0, end = 0; start <= text.length; start = end + 1) {
    end = lineEnd(text, start)
    const raw = text.slice(start, end)
    const line = raw.trim()
    let heading: Heading | undefined
    for (let other = headings[next]; other !== undefined && other.offset <= end; other = headings[next]) {
      heading ??= other
      next += 1
    }
    const isFresh = before.length < shortLine || sentenceEnd.test(before.slice(-12))
    if (line !== '') yield { offset: start + raw.indexOf(line), end, text: line, heading, isApart: before === '', isFresh }
    before = line
  }
}

/** The first line from an offset on that has something on it, without the white space around it; '' where there is none. */
export function lineAfter(text: string, offset: number): { text: string; end: number } {
  let end = offset
  while (end < text.length) {
    const start = end + 1
    end = lineEnd(text, start)
    const line = text.slice(start, end).trim()
    if (line !== '') return { text: line, end }
  }
  return { text: '', end: text.length }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
