/**
 * What two readings of one page agree on: its letters and digits. `at[i]` is where the i-th of them stands in the text that was read
 * (UTF-16 code units).
 */
export interface Letters {
  readonly text: string
  readonly letters: string
  readonly at: readonly number[]
}

const letter = /[\p{L}\p{M}\p{N}]/u

/**
 * The letters of a text. White space, hyphens, dots and the borders of tables are left out, because readers of PDFs join lines in
 * different ways; ligatures, wide forms and radicals become the letters that they stand for (Unicode NFKC).
 */
export function lettersOf(text: string): Letters {
  const at: number[] = []
  let letters = ''
  let place = 0
  for (const character of text) {
    for (const sign of character.normalize('NFKC')) {
      if (!letter.test(sign)) continue
      letters += sign
      for (let unit = 0; unit < sign.length; unit += 1) at.push(place)
    }
    place += character.length
  }
  return { text, letters, at }
}

/** Where `needle` stands in `letters`, of several places the one nearest to `near`; -1 where it does not stand. */
export function nearestIndexOf(letters: string, needle: string, near: number): number {
  if (needle === '') return -1
  let best = -1
  for (let at = letters.indexOf(needle); at !== -1; at = letters.indexOf(needle, at + 1)) {
    // They come in order: once they go away from `near`, none is nearer.
    if (best !== -1 && Math.abs(at - near) >= Math.abs(best - near)) break
    best = at
  }
  return best
}

/** The number of letters before a place in the text. */
export function lettersBefore({ at }: Letters, place: number): number {
  let [low, high] = [0, at.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((at[middle] ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}
