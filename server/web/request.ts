import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Destination } from '@/server/web/guard'

const headers = {
  'user-agent': 'Mozilla/5.0 (compatible; Parley)',
  accept: 'text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.5',
  'accept-encoding': 'gzip, br',
}

/** What is sent along, where a page is not only asked for. */
export interface Sending {
  readonly method?: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

interface Patience {
  readonly signal: AbortSignal
  /** Called when neither side has said anything for `silenceMs`. */
  readonly onSilence: () => void
  readonly silenceMs: number
}

/**
 * Asks for a page, or sends something to it, over a connection to the addresses that were checked, whatever its name means by now. Redirects are not followed, and
 * nothing of a user goes along: no cookies, no credentials, no referrer. Resolves when the head of the answer is there.
 */
export function request({ url, addresses }: Destination, { signal, silenceMs, onSilence }: Patience, sending?: Sending): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const { request: send } = url.protocol === 'https:' ? https : http
  // An agent of its own: those that are shared may go through a proxy, which would look the name up again.
  const asked = sending === undefined ? { headers } : { method: sending.method ?? 'POST', headers: sending.headers }
  const sent = send(url, { ...asked, agent: false, lookup: pinned(addresses), signal, timeout: silenceMs })
  sent.on('response', resolve)
  sent.on('timeout', onSilence)
  sent.on('error', reject)
  // Such as an answer that changes to another protocol.
  sent.on('close', () => reject(new Error('closed without an answer')))
  sent.end(sending?.body)
  return promise
}

/** A look-up that knows one answer. It is not asked for names that are addresses already. */
function pinned(addresses: Destination['addresses']): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses
    if (all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
}
