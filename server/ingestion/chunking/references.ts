import type { Line } from '@/server/ingestion/chunking/lines'

const bracketed = /\[(\d{1,3})\]\s/g
const numbered = /^(?:\((\d{1,3})\)|(\d{1,3})[.)．、])\s*(?=\D)/
const maxSkipped = 2

/** Finds where the entries of a list of references begin: `[7]` anywhere in a line, `7.` at its beginning, or every paragraph. */
export class References {
  #last = 0
  #style: 'bracketed' | 'numbered' | 'paragraphs' | undefined

  /** The offsets of the entries that begin on a line. */
  *entriesOn(line: Line): Generator<number> {
    this.#style ??= line.text.search(bracketed) >= 0 ? 'bracketed' : numbered.test(line.text) ? 'numbered' : 'paragraphs'
    if (this.#style === 'bracketed') {
      // Readers of PDF join a short entry with the next.
      for (const { 1: number, index } of line.text.matchAll(bracketed)) {
        if (this.#isNext(number)) yield line.offset + (/^[|\s]*$/.test(line.text.slice(0, index)) ? 0 : index)
      }
    } else if (this.#style === 'paragraphs') {
      if (line.isApart) yield line.offset
    } else {
      const [, inBrackets, before] = numbered.exec(line.text) ?? []
      if (this.#isNext(inBrackets ?? before)) yield line.offset
    }
  }

  #isNext(number: string | undefined): boolean {
    const value = Number(number ?? 0)
    if (value <= this.#last || value > this.#last + 1 + maxSkipped) return false
    this.#last = value
    return true
  }
}
