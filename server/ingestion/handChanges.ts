// What people changed by hand in the passages of a document stays when the document is cut anew.
import type { EarlierText } from '@/server/chunks/earlier'
import { mostKeywords } from '@/server/chunks/schema'
import type { TextChunk } from '@/server/ingestion/chunk'
import { countTokens } from '@/server/text/tokens'

/** A passage with what somebody laid hands on. */
export interface HandChunk extends Omit<TextChunk, 'index'> {
  readonly keywords: readonly string[]
  readonly isEnabled: boolean
  /** When its text was written or changed by hand. */
  readonly editedAt: Date | null
  readonly earlier: readonly EarlierText[]
}

export interface HandChange extends HandChunk {
  /** What the document says at its place. */
  readonly original: string
}

type Place = Pick<TextChunk, 'start' | 'end'>

/**
 * Takes the chunks of a document as they are cut, in their order, and gives them back as people want them. A passage with a text of
 * somebody's own takes the place that it had, and what was cut from that place gives way; one that was written stands at the end. Keywords and
 * being off go to what was cut from most of their place. A change whose place does not say any more what it said is lost.
 */
export class HandChanges {
  readonly #edited: readonly HandChange[]
  readonly #marked: readonly HandChange[]
  readonly #written: readonly HandChange[]
  readonly #used = new Set<HandChange>()
  /** Where the text ends that was given back so far. */
  #coveredTo = 0

  constructor(changes: readonly HandChange[]) {
    const placed = changes.filter(({ start, end }) => end > start)
    this.#edited = placed.filter(({ editedAt }) => editedAt !== null)
    this.#marked = placed.filter(({ editedAt }) => editedAt === null)
    this.#written = changes.filter(({ start, end }) => end === start)
  }

  add(chunk: TextChunk): HandChunk[] {
    const edited = this.#edited.filter((change) => meets(change, chunk) && saysTheSame(change, chunk))
    const fresh = edited.filter((change) => !this.#used.has(change))
    for (const change of fresh) this.#used.add(change)
    const pieces = edited.length === 0 ? [chunk] : remaining(chunk, edited).filter(({ end }) => end > this.#coveredTo)
    this.#coveredTo = Math.max(this.#coveredTo, ...pieces.map(({ end }) => end))
    return [...pieces.map((piece) => this.#marking(piece)), ...fresh].toSorted((one, other) => one.start - other.start)
  }

  /** What was written by hand, once all chunks were added. */
  end(): HandChunk[] {
    return [...this.#written]
  }

  /** How many changes found no place. */
  get lostCount(): number {
    return [...this.#edited, ...this.#marked].filter((change) => !this.#used.has(change)).length
  }

  /** A piece as it was cut, with the keywords of its place, and off where most of its place was. */
  #marking(piece: TextChunk): HandChunk {
    const { index: _index, ...text } = piece
    const length = piece.end - piece.start
    const marks = this.#marked.filter((change) => meets(change, piece) && saysTheSame(change, piece))
    const naming = marks.filter((mark) => mark.keywords.length > 0 && shared(mark, piece) * 2 >= Math.min(length, mark.end - mark.start))
    const off = marks.filter(({ isEnabled }) => !isEnabled)
    const isOff = off.reduce((sum, mark) => sum + shared(mark, piece), 0) * 2 >= length
    for (const mark of [...naming, ...(isOff ? off : [])]) this.#used.add(mark)
    return { ...text, keywords: [...new Set(naming.flatMap(({ keywords }) => keywords))].slice(0, mostKeywords), isEnabled: !isOff, editedAt: null, earlier: [] }
  }
}

const shared = (one: Place, other: Place): number => Math.min(one.end, other.end) - Math.max(one.start, other.start)
const meets = (one: Place, other: Place): boolean => shared(one, other) > 0

/** Whether a chunk has the words that a change was made of, as far as the two share a place. Of white space only its length counts. */
function saysTheSame({ start, original }: HandChange, chunk: TextChunk): boolean {
  const [from, to] = [Math.max(start, chunk.start), Math.min(start + original.length, chunk.end)]
  const plain = (text: string): string => text.replaceAll(/\s/g, ' ')
  return plain(original.slice(from - start, to - start)) === plain(chunk.text.slice(from - chunk.start, to - chunk.start))
}

/** What is left of a chunk around some places. */
function remaining(chunk: TextChunk, places: readonly Place[]): TextChunk[] {
  const pieces: TextChunk[] = []
  let from = chunk.start
  for (const { start, end } of [...places.toSorted((one, other) => one.start - other.start), { start: chunk.end, end: chunk.end }]) {
    const text = chunk.text.slice(from - chunk.start, Math.max(from, start) - chunk.start)
    const trimmed = text.trim()
    const at = from + text.length - text.trimStart().length
    if (trimmed !== '') pieces.push({ ...chunk, text: trimmed, start: at, end: at + trimmed.length, tokenCount: countTokens(trimmed) })
    from = Math.max(from, end)
  }
  return pieces
}
