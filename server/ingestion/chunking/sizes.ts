/** The sizes of chunks in estimated tokens (see countTokens). */
export type Sizes = {
  /** A chunk is closed when it has reached this. */
  readonly target: number
  /** No atom is added that would pass this, and none is longer. */
  readonly limit: number
  /** A chunk below this goes on over a page's end or a minor heading. */
  readonly enough: number
  /** A remainder below this joins the chunk before it, which then has at most limit + tail. */
  readonly tail: number
}

/**
 * Sizes around a target. 256, the default, is a paragraph or two: one subject, so that its vector means something, eight of them fit any
 * model, and a cited passage can be read at a glance; twice that blurs, half of that loses context.
 */
export function sizesAround(target: number): Sizes {
  return { target, limit: Math.floor(target * 1.25), enough: Math.floor(target / 2), tail: Math.floor(target / 4) }
}

/** For what belongs together, such as an article or a pair: it is cut only where it would pass the limit. */
export function whole({ limit, tail }: Sizes): Sizes {
  return { target: limit, limit, enough: limit, tail }
}
