import { z } from 'zod'
import { asked, type SearchEngine, understood, wantedResults } from '@/server/web/search/searchEngine'

const answerSchema = z.object({ web: z.object({ results: z.array(z.object({ url: z.string(), title: z.string().nullish(), description: z.string().nullish() })) }).nullish() })

/** https://api-dashboard.search.brave.com/app/documentation/web-search */
export function brave(key: string, baseUrl = 'https://api.search.brave.com'): SearchEngine {
  const name = 'Brave Search'
  return {
    name,
    search: async (query, signal) => {
      const url = `${baseUrl}/res/v1/web/search?${new URLSearchParams({ q: query, count: String(wantedResults), text_decorations: 'false' })}`
      const { web } = understood(name, await asked(name, url, { headers: { 'x-subscription-token': key, accept: 'application/json' } }, signal), answerSchema)
      return (web?.results ?? []).map(({ url: page, title, description }) => ({ url: page, title: title ?? '', snippet: description ?? '' }))
    },
  }
}
