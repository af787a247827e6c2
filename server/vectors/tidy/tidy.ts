import type { Table } from '@lancedb/lancedb'
import { z } from 'zod'
import { indexedRows, indexTerms, indexVectors, isConflict, lengthOfVectors } from '@/server/vectors/tables'

export const tidyOptionsSchema = z.object({
  /** Whether small files are merged and old versions dropped: that takes its turn with writers, building an index does not. */
  merges: z.boolean(),
  /** Numbers that the vectors of a table must have together to get an index of them. Below, looking at each of them takes no longer. */
  numbersToIndex: z.int(),
  /** Readers may still hold older versions; removing those they hold breaks their reads. */
  keepVersionsMs: z.int(),
})
export type TidyOptions = z.infer<typeof tidyOptionsSchema>

/**
 * Takes all rows of a table into its indexes and merges its files. Searches and writes go on meanwhile; what is written meanwhile is
 * found, and taken in the next time.
 */
export async function tidy(table: Table, { merges, numbersToIndex, keepVersionsMs }: TidyOptions): Promise<void> {
  // Built anew rather than added to: LanceDB's own way reads and writes the whole index as well, with twice the memory.
  const terms = await indexedRows(table, 'terms')
  if (terms === undefined || terms.missing > 0) await indexTerms(table)
  const vectors = await indexedRows(table, 'vector')
  if (vectors === undefined ? await holdsNumbers(table, numbersToIndex) : vectors.missing > 0) await indexVectors(table)
  if (merges) await mergeFiles(table, keepVersionsMs)
}

/** A row that is replaced or removed meanwhile wins over the merging of its file, which is then done again. */
async function mergeFiles(table: Table, keepVersionsMs: number, attempts = 5): Promise<void> {
  try {
    await table.optimize({ cleanupOlderThan: new Date(Date.now() - keepVersionsMs) })
  } catch (error) {
    if (attempts === 1 || !isConflict(error)) throw error
    await table.checkoutLatest()
    await mergeFiles(table, keepVersionsMs, attempts - 1)
  }
}

async function holdsNumbers(table: Table, numbers: number): Promise<boolean> {
  const count = Math.ceil(numbers / (await lengthOfVectors(table)))
  return (await table.countRows()) >= count && (await table.countRows('vector IS NOT NULL')) >= count
}
