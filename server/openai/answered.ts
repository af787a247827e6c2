import type { Actor } from '@/server/auth/actor'
import { readAnswer, startOfAnswer } from '@/server/chat/readAnswer'
import { stop } from '@/server/chat/stop'
import * as answers from '@/server/conversations/answers'
import { AppError } from '@/server/errors'
import { log } from '@/server/log'
import { completionOf } from '@/server/openai/completion'
import { completionChunks, type Wish } from '@/server/openai/completionChunks'
import { openaiError } from '@/server/openai/failure'

/** Nobody can come back to an answer that its client did not wait for. */
function stopWhenGone(actor: Actor, answerId: string, signal: AbortSignal): void {
  const end = (): void => void stop(actor, answerId).catch((error: unknown) => log.error('an answer could not be stopped', error, { answerId }))
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
}

/** The answer when it has ended. @throws AppError upstream_failed. */
export async function answeredWhole(actor: Actor, answerId: string, { model, origin, also }: Wish, signal: AbortSignal): Promise<Response> {
  stopWhenGone(actor, answerId, signal)
  for await (const { event } of readAnswer(actor, answerId, startOfAnswer, signal)) {
    if (event.type === 'error') throw new AppError('upstream_failed', event.message)
  }
  return Response.json(completionOf(await answers.get(actor, answerId), { model, origin, also }))
}

/** The answer as it is written, as server-sent events. A failure is an event with an error, as OpenAI sends it. */
export function answeredAsStream(actor: Actor, answerId: string, wish: Wish, signal: AbortSignal): Response {
  const left = new AbortController()
  const gone = AbortSignal.any([signal, left.signal])
  stopWhenGone(actor, answerId, gone)
  const chunks = completionChunks(actor, answerId, wish, gone)
  const encoder = new TextEncoder()
  const send = (data: object | string): Uint8Array => encoder.encode(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`)
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const next = await chunks.next()
        if (next.done !== true) return controller.enqueue(send(next.value))
        controller.enqueue(send('[DONE]'))
      } catch (error) {
        if (gone.aborted) return
        controller.enqueue(send(openaiError(error)))
      }
      controller.close()
    },
    cancel: () => left.abort(),
  })
  return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' } })
}
