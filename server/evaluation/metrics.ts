import type { Metrics } from '@/server/evaluation/schema'

/** What is measured of a question: the place that each expected passage was found at (from 1), and how long it took. */
export interface Measured {
  readonly ranks: readonly (number | null)[]
  readonly tookMs: number
}

/** The part of the expected passages that was found at `depth` or before. */
export function recall(ranks: readonly (number | null)[], depth = Infinity): number {
  return ranks.filter((rank) => rank !== null && rank <= depth).length / ranks.length
}

export function firstRank(ranks: readonly (number | null)[]): number | null {
  const found = ranks.filter((rank) => rank !== null)
  return found.length === 0 ? null : Math.min(...found)
}

/** Normalised discounted cumulative gain (Järvelin & Kekäläinen, 2002), every expected passage being worth the same. A hit that holds two of them counts for both, up to 1. */
export function ndcg(ranks: readonly (number | null)[], depth: number): number {
  const gain = (places: readonly number[]): number => places.reduce((sum, place) => sum + 1 / Math.log2(place + 1), 0)
  const found = ranks.filter((rank) => rank !== null).filter((rank) => rank <= depth)
  const ideal = Array.from({ length: Math.min(depth, ranks.length) }, (_, at) => at + 1)
  return Math.min(1, gain(found) / gain(ideal))
}

/** The smallest value that at least this part of all values does not exceed (nearest rank); 0 of none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Null when nothing was measured. Every question has at least one expected passage. */
export function metricsOf(questions: readonly Measured[]): Metrics | null {
  if (questions.length === 0) return null
  const meanOf = (measure: (ranks: Measured['ranks']) => number): number => mean(questions.map(({ ranks }) => measure(ranks)))
  const times = questions.map(({ tookMs }) => tookMs)
  return {
    recall: meanOf((ranks) => recall(ranks)),
    recallAt5: meanOf((ranks) => recall(ranks, 5)),
    meanReciprocalRank: meanOf((ranks) => 1 / (firstRank(ranks) ?? Infinity)),
    ndcgAt10: meanOf((ranks) => ndcg(ranks, 10)),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  }
}
