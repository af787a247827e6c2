import { cosine } from '@/server/retrieval/ranking/cosine'

export interface Similar {
  readonly id: string
  /** Of question and passage. */
  readonly similarity: number
  readonly vector: Float32Array
}

/**
 * Maximal marginal relevance (Carbonell & Goldstein, 1998): takes, one after the other, the item with the most
 * lambda · similarity to the question - (1 - lambda) · similarity to the nearest item that is taken already.
 * lambda 1 = similarity only, 0 = diversity only, beginning with the most similar. Ties keep the order of the items.
 * @param items most similar first. Returns `limit` of them at most, in the order in which they are taken, with what each was worth then.
 */
export function diversify(items: readonly Similar[], limit: number, lambda: number): { id: string; score: number }[] {
  const rest = items.map((item) => ({ ...item, nearest: 0 }))
  const taken: { id: string; score: number }[] = []
  while (taken.length < limit && rest.length > 0) {
    const worth = rest.map(({ similarity, nearest }) => lambda * similarity - (1 - lambda) * nearest)
    const best = worth.reduce((most, value, at) => (value > (worth[most] ?? 0) ? at : most), 0)
    const [chosen] = rest.splice(best, 1)
    if (chosen === undefined) break
    const isFirst = taken.length === 0
    taken.push({ id: chosen.id, score: worth[best] ?? 0 })
    for (const other of rest) {
      const nearness = cosine(chosen.vector, other.vector)
      other.nearest = isFirst ? nearness : Math.max(other.nearest, nearness)
    }
  }
  return taken
}
