import type { Snippet } from '@/server/search/schema'
import { spansOf } from '@/server/text/terms'

/** Characters of a snippet at most, and of what stands before the first word that is looked for. */
const length = 160
const lead = 40

/** The piece of a text that holds most of what is looked for, with its places; line breaks become spaces. */
export function snippetOf(wanted: ReadonlySet<string>, text: string): Snippet {
  const spans = spansOf(wanted, text)
  let best = { from: 0, count: 0 }
  for (const [at, { start }] of spans.entries()) {
    let count = 0
    while ((spans[at + count]?.end ?? Infinity) <= start + length - lead) count += 1
    if (count > best.count) best = { from: start, count }
  }
  const from = wholeFrom(text, best.from)
  const until = wholeUntil(text, Math.min(text.length, from + length))
  const before = from > 0 ? '…' : ''
  const shift = before.length - from
  return {
    text: `${before}${text.slice(from, until).replaceAll(/\s/g, ' ')}${until < text.length ? '…' : ''}`,
    marks: spans.flatMap(({ start, end }) => (start >= from && end <= until ? [{ start: start + shift, end: end + shift }] : [])),
  }
}

/** A little before a place, at the beginning of a word where there is one. */
function wholeFrom(text: string, place: number): number {
  if (place <= lead) return 0
  const space = text.slice(place - lead, place).search(/\s/)
  const from = space === -1 ? place - lead : place - lead + space + 1
  return isLowSurrogate(text, from) ? from + 1 : from
}

const wholeUntil = (text: string, until: number): number => (isLowSurrogate(text, until) ? until - 1 : until)

const isLowSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00
