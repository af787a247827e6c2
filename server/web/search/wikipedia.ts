import { z } from 'zod'
import { asked, type SearchEngine, understood, wantedResults } from '@/server/web/search/searchEngine'

const answerSchema = z.object({ query: z.object({ search: z.array(z.object({ title: z.string(), snippet: z.string() })) }) })

/** The Wikipedia in the language of the query, English or Chinese: https://www.mediawiki.org/wiki/API:Search */
export function wikipedia(siteOf: (language: 'en' | 'zh') => string = (language) => `https://${language}.wikipedia.org`): SearchEngine {
  const name = 'Wikipedia'
  return {
    name,
    search: async (query, signal) => {
      const site = siteOf(/\p{Script=Han}/u.test(query) ? 'zh' : 'en')
      const wanted = new URLSearchParams({ action: 'query', list: 'search', format: 'json', srsearch: query, srlimit: String(wantedResults) })
      // Wikimedia asks every program to name itself.
      const answer = await asked(name, `${site}/w/api.php?${wanted}`, { headers: { 'user-agent': 'Mozilla/5.0 (compatible; Parley)' } }, signal)
      return understood(name, answer, answerSchema).query.search.map(({ title, snippet }) => ({
        title,
        url: `${site}/wiki/${encodeURIComponent(title.replaceAll(' ', '_'))}`,
        snippet: snippet.replaceAll(/<[^>]*>/g, ''),
      }))
    },
  }
}
