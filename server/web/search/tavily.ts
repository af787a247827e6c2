import { z } from 'zod'
import { asked, type SearchEngine, understood, wantedResults } from '@/server/web/search/searchEngine'

const answerSchema = z.object({ results: z.array(z.object({ url: z.string(), title: z.string().nullish(), content: z.string().nullish() })) })

/** https://docs.tavily.com/documentation/api-reference/endpoint/search */
export function tavily(key: string, baseUrl = 'https://api.tavily.com'): SearchEngine {
  const name = 'Tavily'
  return {
    name,
    search: async (query, signal) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
      const body = JSON.stringify({ query, max_results: wantedResults })
      const { results } = understood(name, await asked(name, `${baseUrl}/search`, { method: 'POST', headers, body }, signal), answerSchema)
      return results.map(({ url, title, content }) => ({ url, title: title ?? '', snippet: content ?? '' }))
    },
  }
}
