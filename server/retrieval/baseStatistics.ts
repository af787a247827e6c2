import { setImmediate } from 'node:timers/promises'
import { log } from '@/server/log'
import { merged, type Statistics, TermCounts } from '@/server/retrieval/ranking/statistics'
import type { VectorStore } from '@/server/vectors/lance'
import type { EmbeddingSpace } from '@/server/vectors/schema'

/** Beyond it a sample is enough: a word that none of 6,000 chunks holds is rare, and how rare matters little. */
const sampleSize = 6_000
/** Rows that are counted before others get their turn. */
const rowsAtOnce = 200
/** While documents are being added, statistics this old still weigh words well enough. */
const freshMs = 10_000
const keptBases = 32

interface Kept {
  readonly statistics: Promise<Statistics>
  readonly revision: number
  readonly readAt: number
}

// Per store, so that a test that opens another store does not read the statistics of the first.
const keptOf = new WeakMap<VectorStore, Map<string, Kept>>()

function read(store: VectorStore, space: EmbeddingSpace, indexId: string): Kept {
  const revision = store.revision
  const statistics = store.sampleTerms(space, indexId, sampleSize).then(counted)
  return { statistics, revision, readAt: Date.now() }
}

async function counted(sample: readonly string[]): Promise<Statistics> {
  const counts = new TermCounts(sample.length)
  for (let from = 0; from < sample.length; from += rowsAtOnce) {
    for (const row of sample.slice(from, from + rowsAtOnce)) counts.add(row)
    await setImmediate()
  }
  return counts
}

/** The statistics of one index. Old ones are given out while new ones are read, so that no question waits for them but the first. */
function ofBase(store: VectorStore, space: EmbeddingSpace, indexId: string): Promise<Statistics> {
  const kept = keptOf.get(store) ?? new Map<string, Kept>()
  keptOf.set(store, kept)
  const known = kept.get(indexId)
  // Taken out and put back: the first of the map is the one that was used longest ago.
  kept.delete(indexId)
  const isOld = known !== undefined && known.revision !== store.revision && Date.now() - known.readAt > freshMs
  const next = known === undefined || isOld ? read(store, space, indexId) : known
  kept.set(indexId, next)
  const [oldest] = kept.keys()
  if (kept.size > keptBases && oldest !== undefined) kept.delete(oldest)
  if (next !== known) {
    next.statistics.catch((error: unknown) => {
      if (kept.get(indexId) === next) kept.delete(indexId)
      log.error('retrieval.statistics', error, { indexId })
    })
  }
  return known === undefined ? next.statistics : known.statistics
}

/** How common words are in some indexes of one space together: in theirs alone, whatever else its table holds. */
export async function baseStatistics(store: VectorStore, space: EmbeddingSpace, indexIds: readonly string[]): Promise<Statistics> {
  return merged(await Promise.all(indexIds.map((id) => ofBase(store, space, id))))
}
