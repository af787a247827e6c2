import type { Actor } from '@/server/auth/actor'
import { endIdOf, eventIdOf, type Place, readAnswer } from '@/server/chat/readAnswer'
import { publicError } from '@/server/errors'
import { log } from '@/server/log'

/** Proxies close a connection that is silent for longer. */
const pingEveryMs = 15_000

/**
 * An answer as server-sent events: `id` is the reader's place, `data` a turn event. Closing the connection ends the reading and nothing else.
 * Rejects before the stream opens when the answer is not the actor's.
 */
export async function eventStream(actor: Actor, answerId: string, from: Place, signal: AbortSignal): Promise<Response> {
  const reading = new AbortController()
  const events = readAnswer(actor, answerId, from, AbortSignal.any([signal, reading.signal]))
  let next = await events.next()
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        if (next.done === true) return controller.close()
        const { place, event } = next.value
        controller.enqueue(encoder.encode(`id: ${event.type === 'done' ? endIdOf(place) : eventIdOf(place)}\ndata: ${JSON.stringify(event)}\n\n`))
        next = await withPings(events.next(), () => {
          // The reader may have left while the next event is still awaited.
          if (!reading.signal.aborted) controller.enqueue(encoder.encode(': ping\n\n'))
        })
      } catch (error) {
        log.error('a stream broke', error, { answerId })
        controller.enqueue(encoder.encode(`data: ${JSON.stringify({ type: 'error', message: publicError(error).message })}\n\n`))
        controller.close()
      }
    },
    cancel: () => reading.abort(),
  })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' },
  })
}

async function withPings<T>(work: Promise<T>, ping: () => void): Promise<T> {
  const timer = setInterval(ping, pingEveryMs)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}
