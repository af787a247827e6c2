import type { IncomingMessage } from 'node:http'
import { guard, type GuardRules, webAddress } from '@/server/web/guard'
import { request } from '@/server/web/request'

/** A model may think for long before it says the next word. */
const silenceMs = 300_000

/** `fetch` as libraries want it, through the guard: to the addresses that were checked and no other, and without following redirects. */
export function guardedFetch(rules: GuardRules): typeof fetch {
  return async (input, init) => {
    const asked = new Request(input, init)
    const silence = new AbortController()
    const signal = AbortSignal.any([asked.signal, silence.signal])
    const destination = await guard(webAddress(asked.url), undefined, rules)
    const body = asked.body === null ? undefined : await asked.text()
    const sending = { method: asked.method, headers: Object.fromEntries(asked.headers), body }
    const answer = await request(destination, { signal, silenceMs, onSilence: () => silence.abort() }, sending)
    const { statusCode = 502, headers } = answer
    const told = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] satisfies [string, string]]))
    const isBare = [101, 204, 205, 304].includes(statusCode)
    return new Response(isBare ? null : streamOf(answer), { status: Math.max(200, statusCode), headers: told })
  }
}

/** Ends the connection when nobody reads on. */
function streamOf(answer: IncomingMessage): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<unknown> = answer[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next()
      if (done === true) controller.close()
      else if (value instanceof Uint8Array) controller.enqueue(value)
    },
    cancel: () => void answer.destroy(),
  })
}
