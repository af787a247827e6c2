/** How little the difference between the first ranks counts; the value of the paper. */
const smoothing = 60

/** A ranking, best first, each id at most once, and how much it counts beside the others. */
export interface Ranking {
  readonly ids: readonly string[]
  readonly weight: number
}

/**
 * Reciprocal rank fusion (Cormack, Clarke & Büttcher, 2009) with weights: joins rankings whose scores cannot be compared. Returns every
 * id, best first, with a score in 0..1: 1 for what is first in every ranking. Ties keep the order of the rankings.
 */
export function fuse(rankings: readonly Ranking[]): { id: string; score: number }[] {
  const whole = rankings.reduce((sum, { weight }) => sum + weight, 0)
  const scores = new Map<string, number>()
  for (const { ids, weight } of rankings) {
    ids.forEach((id, rank) => scores.set(id, (scores.get(id) ?? 0) + (weight / whole) * ((smoothing + 1) / (smoothing + rank + 1))))
  }
  return [...scores].map(([id, score]) => ({ id, score })).toSorted((a, b) => b.score - a.score)
}
