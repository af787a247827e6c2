import { readRow, type RowReader } from '@/server/retrieval/ranking/scan'

/** Passages that share this part of their different terms say the same: the same page in two files, or a version of it. */
const sameness = 0.9

/** The hashes of the terms of a passage's text. What it stands under, and what its owner added, does not make it another passage. */
export function textTerms(row: string): Set<number> {
  const found = new Set<number>()
  const reader: RowReader = {
    term: (field, _start, _end, hash) => void (field === 'body' && found.add(hash)),
    pause: () => {},
  }
  readRow(row, reader)
  return found
}

/** Whether two sets share so many of their terms (Jaccard). */
export function saysTheSame(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  // Of a union of u, `shared` are in both: shared >= sameness * u is the same as missing so few of the smaller set.
  const allowed = small.size - (sameness * (small.size + large.size)) / (1 + sameness)
  if (allowed < 0) return false
  let missing = 0
  for (const term of small) {
    if (large.has(term)) continue
    missing += 1
    if (missing > allowed) return false
  }
  return true
}

/** The first `limit` of the items, best first, without those whose text says what a better one says already. Titles do not count. */
export function withoutNearDuplicates<T extends { readonly terms: string }>(items: readonly T[], limit: number): T[] {
  const kept: { item: T; terms: Set<number> }[] = []
  for (const item of items) {
    if (kept.length >= limit) break
    const terms = textTerms(item.terms)
    if (!kept.some((other) => saysTheSame(terms, other.terms))) kept.push({ item, terms })
  }
  return kept.map(({ item }) => item)
}
