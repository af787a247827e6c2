import type { FoundPassage, Passage } from '@/server/retrieval/current'
import { saysTheSame, textTerms } from '@/server/retrieval/ranking/nearDuplicates'
import type { Ranked } from '@/server/retrieval/ranking/rank'
import type { FallStage } from '@/server/retrieval/schema'

/** A candidate that SQL has, and what became of it. */
export interface Sifted {
  readonly item: Ranked
  readonly passage: Passage
  readonly isDocumentEnabled: boolean
  readonly fell: FallStage | null
  readonly duplicateOf: string | null
}

export interface SiftOptions {
  /** How many are wanted; the candidates behind the last of them are looked at only when `isWhole`. */
  readonly wanted: number
  readonly isWhole: boolean
  readonly scoreThreshold: number
  readonly find: (ids: readonly string[]) => Promise<Map<string, FoundPassage>>
}

/** What is read beyond the wanted, so that a few that fall out do not cost another read. */
const spare = 4

/**
 * Goes down the ranking and says of each candidate whether it may be shown: SQL has it, current and switched on, its relevance suffices,
 * and no better one says the same. What falls out for none of these reasons has `fell: null`, also beyond the wanted.
 */
export async function sift(ranked: readonly Ranked[], { wanted, isWhole, scoreThreshold, find }: SiftOptions): Promise<Sifted[]> {
  const sifted: Sifted[] = []
  const kept: { readonly id: string; readonly terms: Set<number> }[] = []
  const step = isWhole ? Math.max(1, ranked.length) : wanted + spare
  for (let from = 0; from < ranked.length; from += step) {
    if (kept.length >= wanted && !isWhole) break
    const slice = ranked.slice(from, from + step)
    const found = await find(slice.map(({ id }) => id))
    for (const item of slice) {
      const current = found.get(item.id)
      if (current === undefined) continue
      const fell = current.fell ?? (item.relevance < scoreThreshold ? 'threshold' : null)
      const terms = fell === null ? textTerms(item.terms) : new Set<number>()
      const twin = fell === null ? kept.find((other) => saysTheSame(terms, other.terms)) : undefined
      if (fell === null && twin === undefined) kept.push({ id: item.id, terms })
      sifted.push({ item, ...current, fell: twin === undefined ? fell : 'duplicate', duplicateOf: twin?.id ?? null })
    }
  }
  return sifted
}
