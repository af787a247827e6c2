import type { Actor } from '@/server/auth/actor'
import { type PlacedEvent, readAnswer, startOfAnswer, type Place } from '@/server/chat/readAnswer'
import type { TurnEvent } from '@/server/chat/schema'
import { stop } from '@/server/chat/stop'
import { publicError } from '@/server/errors'
import { log } from '@/server/log'

/** Proxies close a connection that is silent for longer. */
const pingEveryMs = 15_000

/** An answer in the words of a wire format. What a format has no word for is the empty text, which is not sent. */
export interface TurnFormat {
  readonly event: (placed: PlacedEvent) => string | Promise<string>
  /** The reading broke, after the stream was opened: the last words of it. */
  readonly broken: (message: string, error: unknown) => string
  /** Said while there is nothing to say; undefined: nothing. */
  readonly ping?: string
}

export interface Reading {
  /** Where the reader is already; the start without it. */
  readonly from?: Place
  readonly signal: AbortSignal
  /** Reads up to the first of these before the stream opens, so that what goes wrong until then can still be a status. */
  readonly until?: (event: TurnEvent) => boolean
  /** A reader that leaves ends the answer, which keeps its text. For formats whose clients have no other way to stop it, and none to come back. */
  readonly stopsWhenLeft?: boolean
}

/**
 * An answer as a stream of bytes. Closing the connection ends the reading and, unless it is said otherwise, nothing else.
 * Rejects before the stream opens when the answer is not the actor's. @returns it with the events that were read before it opened.
 */
export async function turnStream(actor: Actor, answerId: string, format: TurnFormat, { from = startOfAnswer, signal, until = () => true, stopsWhenLeft = false }: Reading): Promise<{ stream: ReadableStream<Uint8Array>; opening: readonly TurnEvent[] }> {
  const reading = new AbortController()
  const left = AbortSignal.any([signal, reading.signal])
  if (stopsWhenLeft) onAbort(left, () => void stop(actor, answerId).catch((error: unknown) => log.error('an answer that nobody reads could not be stopped', error, { answerId })))
  const events = readAnswer(actor, answerId, from, left)
  const read: PlacedEvent[] = []
  let next = await events.next()
  while (next.done !== true) {
    read.push(next.value)
    if (until(next.value.event)) break
    next = await events.next()
  }
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        // A stream is asked again only when it was given something.
        for (;;) {
          const placed = read.shift() ?? (await nextOf())
          if (placed === undefined) return controller.close()
          const text = await format.event(placed)
          if (text !== '') return controller.enqueue(encoder.encode(text))
        }
      } catch (error) {
        // Nobody reads any more: there is nothing to close, and nobody to tell.
        if (left.aborted) return
        log.error('a stream broke', error, { answerId })
        controller.enqueue(encoder.encode(format.broken(publicError(error).message, error)))
        controller.close()
      }

      async function nextOf(): Promise<PlacedEvent | undefined> {
        const { ping } = format
        const following = events.next()
        const result = ping === undefined ? await following : await withPings(following, () => {
          // The reader may have left while the next event is still awaited.
          if (!left.aborted) controller.enqueue(encoder.encode(ping))
        })
        return result.done === true ? undefined : result.value
      }
    },
    cancel: () => reading.abort(),
  })
  return { stream, opening: read.map(({ event }) => event) }
}

function onAbort(signal: AbortSignal, work: () => void): void {
  if (signal.aborted) work()
  else signal.addEventListener('abort', work, { once: true })
}

async function withPings<T>(work: Promise<T>, ping: () => void): Promise<T> {
  const timer = setInterval(ping, pingEveryMs)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}

/** The headers of a stream of events. */
export const streamHeaders = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' }
