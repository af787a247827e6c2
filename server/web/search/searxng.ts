import { z } from 'zod'
import { asked, type SearchEngine, understood, wantedResults } from '@/server/web/search/searchEngine'

const answerSchema = z.object({ results: z.array(z.object({ url: z.string(), title: z.string().nullish(), content: z.string().nullish() })) })

/** A SearXNG of the operator's, which asks many engines: https://docs.searxng.org/dev/search_api.html */
export function searxng(baseUrl: string): SearchEngine {
  const name = 'SearXNG'
  return {
    name,
    search: async (query, signal) => {
      const url = `${baseUrl}/search?${new URLSearchParams({ q: query, format: 'json' })}`
      const { results } = understood(name, await asked(name, url, {}, signal), answerSchema)
      return results.slice(0, wantedResults).map(({ url: page, title, content }) => ({ url: page, title: title ?? '', snippet: content ?? '' }))
    },
  }
}
