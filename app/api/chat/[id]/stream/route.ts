import { eventStream } from '@/app/api/chat/eventStream'
import { handle } from '@/app/api/handle'
import { requireActor } from '@/server/auth/actorFrom'
import { placeFrom } from '@/server/chat/readAnswer'
import { notFound } from '@/server/errors'
import { idSchema } from '@/server/ids'

/** Follows an answer that is running or done, from the start or from the place in Last-Event-ID. */
export const GET = handle(async (request, params: { id: string }) => {
  const actor = await requireActor(request.headers)
  if (!idSchema.safeParse(params.id).success) throw notFound('answer')
  return eventStream(actor, params.id, placeFrom(request.headers.get('last-event-id')), request.signal)
})
