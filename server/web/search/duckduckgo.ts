import { Parser } from 'htmlparser2'
import { AppError } from '@/server/errors'
import { asked, type SearchEngine, wantedResults, type WebResult } from '@/server/web/search/searchEngine'

const name = 'DuckDuckGo'

/** The page of DuckDuckGo for browsers without scripts, which needs no key. It may ask for a puzzle instead of answering, which is a failure. */
export function duckduckgo(baseUrl = 'https://html.duckduckgo.com'): SearchEngine {
  return {
    name,
    search: async (query, signal) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Mozilla/5.0 (compatible; Parley)' }
      const page = await asked(name, `${baseUrl}/html/`, { method: 'POST', headers, body: new URLSearchParams({ q: query }).toString() }, signal)
      if (/anomaly[-.]modal|challenge-form/i.test(page)) throw new AppError('rate_limited', `${name} receives too many searches; try again in a minute`, { retryAfter: 60 })
      return resultsIn(page).slice(0, wantedResults)
    },
  }
}

/** The results of its page: links of the class result__a, each with what is shown of it in the next element of the class result__snippet. */
function resultsIn(page: string): WebResult[] {
  const results: { title: string; url: string; snippet: string }[] = []
  let reading: { field: 'title' | 'snippet'; depth: number } | null = null
  const parser = new Parser({
    onopentag: (_tag, { class: classes = '', href = '' }) => {
      if (reading !== null) return void (reading.depth += 1)
      const isOf = (wanted: string): boolean => classes.split(/\s+/).includes(wanted)
      const url = isOf('result__a') ? targetOf(href) : null
      if (url !== null) {
        results.push({ title: '', url, snippet: '' })
        reading = { field: 'title', depth: 0 }
      } else if (isOf('result__snippet')) reading = { field: 'snippet', depth: 0 }
    },
    ontext: (text) => {
      const result = results.at(-1)
      if (reading !== null && result !== undefined) result[reading.field] += text
    },
    onclosetag: () => {
      if (reading === null) return
      if (reading.depth === 0) reading = null
      else reading.depth -= 1
    },
  })
  parser.end(page)
  return results.map(({ title, url, snippet }) => ({ url, title: oneLine(title), snippet: oneLine(snippet) }))
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** Links lead over a page that counts them (`…/l/?uddg=`); advertisements lead elsewhere (`…/y.js`). */
function targetOf(href: string): string | null {
  const url = URL.parse(href, 'https://duckduckgo.com')
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  if (!/(?:^|\.)duckduckgo\.com$/.test(url.hostname)) return url.href
  return url.pathname === '/l/' ? url.searchParams.get('uddg') : null
}
