import type { Actor } from '@/server/auth/actor'
import { endIdOf, eventIdOf, type Place } from '@/server/chat/readAnswer'
import { streamHeaders, turnStream, type TurnFormat } from '@/server/chat/turnStream'

/** `id` is the reader's place, `data` a turn event. */
const format: TurnFormat = {
  event: ({ place, event }) => `id: ${event.type === 'done' ? endIdOf(place) : eventIdOf(place)}\ndata: ${JSON.stringify(event)}\n\n`,
  broken: (message) => `data: ${JSON.stringify({ type: 'error', message })}\n\n`,
  ping: ': ping\n\n',
}

/** An answer as server-sent events. Rejects before the stream opens when the answer is not the actor's. */
export async function eventStream(actor: Actor, answerId: string, from: Place, signal: AbortSignal): Promise<Response> {
  const { stream } = await turnStream(actor, answerId, format, { from, signal })
  return new Response(stream, { headers: streamHeaders })
}
