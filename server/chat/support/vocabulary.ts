const latinWord = /^[a-z][a-z'’-]*$/
const shortestBeginning = 4
const longestBeginning = 5
/** How much longer or shorter a word of the same root is. */
const endings = 4

/** The terms of a text, asked for one by one. */
export class Vocabulary {
  readonly #terms: ReadonlySet<string>
  readonly #byBeginning: ReadonlyMap<string, readonly string[]>

  constructor(terms: Iterable<string>) {
    this.#terms = new Set(terms)
    this.#byBeginning = Map.groupBy([...this.#terms].filter((term) => latinWord.test(term)), (term) => term.slice(0, shortestBeginning))
  }

  has(term: string): boolean {
    return this.#terms.has(term)
  }

  /** Whether there is a word of the same root, as far as their letters tell: medical and medicine. */
  hasAlike(term: string): boolean {
    const length = Math.min(term.length - 1, longestBeginning)
    if (length < shortestBeginning || !latinWord.test(term)) return false
    const likely = this.#byBeginning.get(term.slice(0, shortestBeginning)) ?? []
    return likely.some((other) => other.startsWith(term.slice(0, length)) && Math.abs(other.length - term.length) <= endings)
  }
}
