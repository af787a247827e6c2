import type { z } from 'zod'
import { AppError } from '@/server/errors'

/** A page that a search engine proposes. */
export interface WebResult {
  readonly title: string
  readonly url: string
  /** What the engine shows of it; may be empty. */
  readonly snippet: string
}

/** Who is asked for pages. The operator chose it, so it is trusted; the pages that it names are not. */
export interface SearchEngine {
  /** As people know it. */
  readonly name: string
  /** The pages that fit best, best first; none is an answer. @throws AppError upstream_failed when it does not answer. */
  search(query: string, signal: AbortSignal): Promise<WebResult[]>
}

/** How many results are asked for: some of their pages cannot be read. */
export const wantedResults = 8

/** How long an engine may take. */
const patienceMs = 8_000

/** What an engine answers. @throws AppError upstream_failed in words of ours; the reason of `signal` when that is aborted. */
export async function asked(name: string, url: string | URL, init: RequestInit, signal: AbortSignal): Promise<string> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) })
    if (response.ok) return await response.text()
    throw failure(name, response.status)
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof AppError) throw cause
    throw new AppError('upstream_failed', `${name} cannot be reached; check the connection of the server`, { cause })
  }
}

function failure(name: string, status: number): AppError {
  if (status === 401 || status === 403) return new AppError('upstream_failed', `${name} refused the search (${status}); check its key and settings`)
  if (status === 429) return new AppError('rate_limited', `${name} receives too many searches; try again in a minute`, { retryAfter: 60 })
  return new AppError('upstream_failed', `${name} failed (${status}); try again later`)
}

/** An answer in JSON by a schema. @throws AppError upstream_failed when it is something else. */
export function understood<S extends z.ZodType>(name: string, answer: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(answer))
  } catch (cause) {
    throw new AppError('upstream_failed', `${name} gave an answer that is not understood; check its address and settings`, { cause })
  }
}
