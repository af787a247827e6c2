import { AppError } from '@/server/errors'

/** The longest question in its longest spelling fits three times. */
const maxBytes = 2_000_000

/** The request with a body that breaks off at 2 MB, so that nobody fills the memory. Uploads have their own limit. */
export function bounded(request: Request): Request {
  if (request.body === null) return request
  let bytes = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength
      if (bytes > maxBytes) controller.error(new AppError('too_large', 'This request is larger than 2 MB; send less at once'))
      else controller.enqueue(chunk)
    },
  })
  // By its parts: Next hands out requests that stand behind a proxy, which the constructor does not take.
  const { method, headers, signal } = request
  const init = { method, headers, signal, body: request.body.pipeThrough(counter), duplex: 'half' }
  return new Request(request.url, init)
}
