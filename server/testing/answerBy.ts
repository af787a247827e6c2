import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers a request of Node by a handler of web requests, as Next does. */
export async function answerBy(handler: (request: Request) => Promise<Response> | Response, url: URL, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const method = incoming.method ?? 'GET'
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: bodyOf(incoming), duplex: 'half' }
  const response = await handler(new Request(url, { method, headers: headersOf(incoming), signal: gone.signal, ...body }))
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  const reader = response.body?.getReader()
  // A client that leaves ends the body, as Next does.
  outgoing.on('close', () => void reader?.cancel())
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) outgoing.write(part.value)
  outgoing.end()
}

const headersOf = ({ headers }: IncomingMessage): [string, string][] => Object.entries(headers).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, [value].flat().join(', ')]]))

function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const parts = incoming[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await parts.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
  })
}
