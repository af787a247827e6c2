import { config } from '@/server/config'
import { brave } from '@/server/web/search/brave'
import { duckduckgo } from '@/server/web/search/duckduckgo'
import { firstThatFinds } from '@/server/web/search/firstThatFinds'
import type { SearchEngine } from '@/server/web/search/searchEngine'
import { searxng } from '@/server/web/search/searxng'
import { tavily } from '@/server/web/search/tavily'
import { wikipedia } from '@/server/web/search/wikipedia'

/** Who is asked for pages of the internet; undefined when the operator wants nobody to be. */
export function configuredEngine(chosen = config.webSearch): SearchEngine | undefined {
  switch (chosen?.by) {
    case undefined:
      return undefined
    case 'searxng':
      return searxng(chosen.url)
    case 'tavily':
      return tavily(chosen.key)
    case 'brave':
      return brave(chosen.key)
    case 'duckduckgo':
      return firstThatFinds(duckduckgo(), wikipedia())
  }
}
