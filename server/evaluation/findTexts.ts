import { fold, normalise, originalSpan } from '@/server/text/normalise'

export interface Span {
  readonly start: number
  readonly end: number
}

/** A piece of a document's text and where it begins (UTF-16 code units); what lies between two pieces is white space. */
export interface Block {
  readonly start: number
  readonly text: string
}

/** A text without what differs between two ways to write it down: letter case, compatibility forms, white space. */
export function squeezed(text: string): string {
  return normalise(text).replaceAll(/\s+/g, '')
}

/** A block as it is searched. */
interface Seen {
  readonly block: Block
  readonly text: string
  /** The place in the document of each unit of `text`; only a block in which something is found needs them. */
  places?: readonly Span[]
}

/**
 * The first place of each text in a document that comes in blocks, or null where it has none; letter case and white space do not count.
 * Reads the document once and keeps no more of it than the longest of the texts.
 */
export async function findTexts(blocks: AsyncIterable<Block>, texts: readonly string[]): Promise<(Span | null)[]> {
  const wanted = texts.map(squeezed)
  const longest = Math.max(0, ...wanted.map((text) => text.length))
  const found = wanted.map((): Span | null => null)
  let window: Seen[] = []
  for await (const block of blocks) {
    window.push({ block, text: squeezed(block.text) })
    const text = window.map((seen) => seen.text).join('')
    for (const [position, each] of wanted.entries()) {
      const at = found[position] !== null || each === '' ? -1 : text.indexOf(each)
      if (at !== -1) found[position] = placeIn(window, at, at + each.length)
    }
    if (found.every((place) => place !== null)) break
    window = lastOf(window, longest)
  }
  return found
}

/** The blocks in which a text of this length may begin that ends in the next one. */
function lastOf(window: readonly Seen[], length: number): Seen[] {
  let first = window.length - 1
  for (let kept = window[first]?.text.length ?? 0; first > 0 && kept < length - 1; kept += window[first]?.text.length ?? 0) first -= 1
  return window.slice(first)
}

function placeIn(window: readonly Seen[], start: number, end: number): Span | null {
  const places = window.flatMap((seen) => (seen.places ??= placesOf(seen.block)))
  const [first, last] = [places[start], places[end - 1]]
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end }
}

/** The place in the document of each unit of a block's squeezed text. */
function placesOf({ start, text }: Block): Span[] {
  const folded = fold(text)
  const places: Span[] = []
  for (let unit = 0; unit < folded.text.length; unit += 1) {
    if (folded.text.charAt(unit).trim() === '') continue
    const span = originalSpan(folded, unit, unit + 1)
    places.push({ start: start + span.start, end: start + span.end })
  }
  return places
}
