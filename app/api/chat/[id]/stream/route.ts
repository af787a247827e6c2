import { eventStream } from '@/app/api/chat/eventStream'
import { handle } from '@/app/api/handle'
import { requireActor } from '@/server/auth/actorFrom'
import { isEndId, placeFrom } from '@/server/chat/readAnswer'
import * as answers from '@/server/conversations/answers'
import { isFinal } from '@/server/conversations/schema'
import { notFound } from '@/server/errors'
import { idSchema } from '@/server/ids'

/** Follows an answer that is running or done, from the start or from the place in Last-Event-ID. 204, which ends an EventSource, to who has seen its end. */
export const GET = handle(async (request, params: { id: string }) => {
  const actor = await requireActor(request.headers, 'chat', 'reads')
  if (!idSchema.safeParse(params.id).success) throw notFound('answer')
  const seen = request.headers.get('last-event-id')
  if (isEndId(seen) && isFinal((await answers.get(actor, params.id)).status)) return new Response(null, { status: 204 })
  return eventStream(actor, params.id, placeFrom(seen), request.signal)
})
