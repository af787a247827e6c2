/** Where a text holds one of some words, letter for letter: [start, end) of each, in order. */
export function placesOf(text: string, forms: readonly string[]): readonly [number, number][] {
  const wanted = forms.filter((form) => form !== '').toSorted((a, b) => b.length - a.length)
  if (wanted.length === 0) return []
  const pattern = new RegExp(wanted.map((form) => form.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)).join('|'), 'g')
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => [index, index + found.length])
}

/** One of the occurrences of a search: the how-manieth of a message. */
interface Occurrence {
  readonly id: string
  readonly forms: readonly string[]
  readonly place: number
}

interface FoundMessage {
  readonly id: string
  readonly count: number
  readonly forms: readonly string[]
}

export const countOf = (found: readonly FoundMessage[]): number => found.reduce((sum, { count }) => sum + count, 0)

/** The occurrence with a number, from 0. */
export function occurrenceAt(found: readonly FoundMessage[], number: number): Occurrence | undefined {
  let before = 0
  for (const { id, count, forms } of found) {
    if (number < before + count) return number < before ? undefined : { id, forms, place: number - before }
    before += count
  }
  return undefined
}

/** The number of the first occurrence in one of the messages from a place of the conversation on; 0 when all are before it. */
export function numberFrom(found: readonly FoundMessage[], order: ReadonlyMap<string, number>, from: number): number {
  let before = 0
  for (const { id, count } of found) {
    if ((order.get(id) ?? -1) >= from) return before
    before += count
  }
  return 0
}
