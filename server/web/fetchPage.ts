import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import { AppError } from '@/server/errors'
import { byHand, connectionError, statusError } from '@/server/web/failure'
import { guard, type Resolve, webAddress } from '@/server/web/guard'
import { request } from '@/server/web/request'

/** What one page may cost in time. Its size is the business of who reads it. */
export const webLimits = {
  redirects: 5,
  /** How long nothing may come, from the first try to connect to the last byte. */
  silenceMs: 15_000,
  totalMs: 60_000,
} as const satisfies Record<string, number>

type Limits = Record<keyof typeof webLimits, number>

interface Options {
  readonly signal?: AbortSignal | undefined
  readonly limits?: Partial<Limits>
  /** For tests. */
  readonly resolve?: Resolve
}

/** A page that was found. */
export interface Page {
  /** Where it was found in the end. */
  readonly url: URL
  readonly isRedirected: boolean
  readonly headers: IncomingHttpHeaders
  /** Its content, unpacked, as it comes; to be read once. */
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Asks for a page that a user named and gives it to `read`; the connection is closed when that ends. Redirects are followed here, each
 * through the guard.
 * @throws AppError with a sentence that says why there is no page; whatever `read` throws.
 */
export async function fetchPage<T>(address: string, read: (page: Page) => Promise<T>, options: Options = {}): Promise<T> {
  const limits = { ...webLimits, ...options.limits }
  const silence = new AbortController()
  const signal = AbortSignal.any([silence.signal, AbortSignal.timeout(limits.totalMs), ...(options.signal === undefined ? [] : [options.signal])])
  const patience = { signal, silenceMs: limits.silenceMs, onSilence: () => silence.abort() }

  let url = webAddress(address)
  for (let redirects = 0; redirects <= limits.redirects; redirects += 1) {
    const response = await answered(url, async () => request(await unlessAborted(guard(url, options.resolve), signal), patience), signal)
    try {
      const target = redirectTarget(response, url)
      if (target === undefined) return await read(pageOf(response, { url, isRedirected: redirects > 0, signal }))
      url = target
    } finally {
      response.destroy()
    }
  }
  throw new AppError('invalid', `This address leads from one page to the next, more than ${limits.redirects} times; open it in your browser and copy the address of the page itself`)
}

async function answered(url: URL, ask: () => Promise<IncomingMessage>, signal: AbortSignal): Promise<IncomingMessage> {
  try {
    return await ask()
  } catch (error) {
    throw connectionError(error, url, signal)
  }
}

/** Names are resolved by the system, which cannot be told to stop. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = (): void => reject(signal.reason)
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', abort))
}

/** Where a redirect leads, or undefined for any other answer. Its path may be in UTF-8, which headers are not decoded from. */
function redirectTarget({ statusCode = 0, headers: { location } }: IncomingMessage, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return undefined
  const target = Buffer.from(location, 'latin1').toString()
  return webAddress(URL.parse(target, from)?.href ?? target)
}

function pageOf(response: IncomingMessage, { url, isRedirected, signal }: { url: URL; isRedirected: boolean; signal: AbortSignal }): Page {
  const error = statusError(response.statusCode ?? 0, url)
  if (error !== undefined) throw error
  return { url, isRedirected, headers: response.headers, body: bodyOf(response, url, signal) }
}

async function* bodyOf(response: IncomingMessage, url: URL, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* unpacked(response, url)
  } catch (error) {
    throw connectionError(error, url, signal)
  }
}

/** The content without the packing of its way. What it unpacks to is counted by the reader, so that a bomb stops there. */
function unpacked(response: IncomingMessage, { host }: URL): Readable {
  const packing = response.headers['content-encoding']?.trim().toLowerCase() ?? ''
  switch (packing) {
    case '':
    case 'identity':
      return response
    case 'gzip':
    case 'x-gzip':
      return through(response, createGunzip())
    case 'br':
      return through(response, createBrotliDecompress())
    default:
      throw new AppError('upstream_failed', `“${host}” packs its pages in a way that is not understood (${packing}); ${byHand}`)
  }
}

/** What goes wrong is heard where the result is read. */
function through(packed: Readable, unpacking: Transform): Readable {
  pipeline(packed, unpacking, () => {})
  return unpacking
}
