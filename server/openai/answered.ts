import type { Actor } from '@/server/auth/actor'
import { readAnswer, startOfAnswer } from '@/server/chat/readAnswer'
import { stop } from '@/server/chat/stop'
import { streamHeaders, turnStream } from '@/server/chat/turnStream'
import * as answers from '@/server/conversations/answers'
import { AppError } from '@/server/errors'
import { completionOf } from '@/server/openai/completion'
import { completionChunks, type Wish } from '@/server/openai/completionChunks'

/** The answer when it has ended. Nobody can come back to one that its client did not wait for: it is stopped. @throws AppError upstream_failed. */
export async function answeredWhole(actor: Actor, answerId: string, { model, origin, also }: Wish, signal: AbortSignal): Promise<Response> {
  for await (const { event } of readAnswer(actor, answerId, startOfAnswer, signal)) {
    if (event.type === 'error') throw new AppError('upstream_failed', event.message)
  }
  if (signal.aborted) await stop(actor, answerId)
  return Response.json(completionOf(await answers.get(actor, answerId), { model, origin, also }))
}

/** The answer as it is written, as server-sent events. */
export async function answeredAsStream(actor: Actor, answerId: string, wish: Wish, signal: AbortSignal): Promise<Response> {
  const { stream } = await turnStream(actor, answerId, completionChunks(actor, answerId, wish), { signal, stopsWhenLeft: true })
  return new Response(stream, { headers: streamHeaders })
}
