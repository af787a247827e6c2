/** Normalised discounted cumulative gain of the first `depth` results (Järvelin & Kekäläinen, 2002). */
export function ndcg(found: readonly string[], relevant: ReadonlyMap<string, number>, depth: number): number {
  const gain = (values: readonly number[]): number => values.slice(0, depth).reduce((sum, value, at) => sum + value / Math.log2(at + 2), 0)
  const ideal = gain([...relevant.values()].toSorted((a, b) => b - a))
  return ideal === 0 ? 0 : gain(found.map((id) => relevant.get(id) ?? 0)) / ideal
}

/** The part of the relevant passages among the first `depth` results. */
export function recall(found: readonly string[], relevant: ReadonlyMap<string, number>, depth: number): number {
  const wanted = [...relevant].filter(([, value]) => value > 0)
  const seen = new Set(found.slice(0, depth))
  return wanted.length === 0 ? 0 : wanted.filter(([id]) => seen.has(id)).length / wanted.length
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

/** The value below which a part of the values lies, 0.5 for the median. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
