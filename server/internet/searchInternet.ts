import type { InternetSearch } from '@/server/conversations/schema'
import { publicError } from '@/server/errors'
import { bestPassages, type WebPassage } from '@/server/internet/passages'
import { readPage, type WebPage } from '@/server/internet/readPage'
import { log } from '@/server/log'
import { configuredEngine } from '@/server/web/search/configuredEngine'
import type { SearchEngine } from '@/server/web/search/searchEngine'

/** Pages that are read for one question, all at once. */
const pagesRead = 5
/** Engines refuse long queries, and find nothing for them. */
const longestQuery = 300

export interface FoundOnline {
  /** Best first. */
  readonly passages: readonly WebPassage[]
  readonly search: InternetSearch
}

type Read = { readonly page: WebPage } | { readonly url: string; readonly reason: string }

/**
 * Asks a search engine, reads the first pages that it names, and gives their passages that answer the question best. Whatever fails is
 * told and fails nothing else: an answer can always go on without. @throws only the reason of `signal` when that is aborted.
 */
export async function searchInternet(question: string, signal: AbortSignal, engine: SearchEngine | undefined = configuredEngine()): Promise<FoundOnline> {
  if (engine === undefined) return nothing('', 'The internet is not searched here: the operator has switched it off')
  try {
    const results = await engine.search(question.replaceAll(/\s+/g, ' ').slice(0, longestQuery), signal)
    const urls = [...new Set(results.map(({ url }) => url))].slice(0, pagesRead)
    if (urls.length === 0) return nothing(engine.name, 'The search found no pages')
    const read = await Promise.all(urls.map((url) => attempted(url, signal)))
    const pages = read.flatMap((result) => ('page' in result ? result.page : []))
    const failures = read.flatMap((result) => ('reason' in result ? result : []))
    const passages = await bestPassages(question, pages)
    const message = pages.length === 0 ? 'None of the pages that were found could be read' : passages.length === 0 ? 'The pages that were found say nothing about this' : null
    return { passages, search: { engine: engine.name, resultCount: results.length, pageCount: pages.length, passageCount: passages.length, failures, message } }
  } catch (error) {
    signal.throwIfAborted()
    log.warn('the internet could not be searched', { engine: engine.name, reason: error instanceof Error ? error.message : String(error) })
    return nothing(engine.name, publicError(error).message)
  }
}

const nothing = (engine: string, message: string): FoundOnline => ({ passages: [], search: { engine, resultCount: 0, pageCount: 0, passageCount: 0, failures: [], message } })

async function attempted(url: string, signal: AbortSignal): Promise<Read> {
  try {
    return { page: await readPage(url, signal) }
  } catch (error) {
    signal.throwIfAborted()
    return { url: url.slice(0, 500), reason: publicError(error).message }
  }
}
