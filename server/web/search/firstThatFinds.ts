import type { SearchEngine, WebResult } from '@/server/web/search/searchEngine'

/** An engine under the name of the first, which asks the next one where one fails or finds nothing. The failure that is told is the first one's. */
export function firstThatFinds(first: SearchEngine, ...others: readonly SearchEngine[]): SearchEngine {
  return {
    name: first.name,
    search: async (query, signal) => {
      const failures: unknown[] = []
      for (const engine of [first, ...others]) {
        const results = await engine.search(query, signal).catch((error: unknown): WebResult[] => {
          signal.throwIfAborted()
          failures.push(error)
          return []
        })
        if (results.length > 0) return results
      }
      // One of them looked and found nothing: that is an answer.
      if (failures.length <= others.length) return []
      throw failures[0]
    },
  }
}
