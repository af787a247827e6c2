import { eventStream } from '@/app/api/chat/eventStream'
import { handle } from '@/app/api/handle'
import { requireActor } from '@/server/auth/actorFrom'
import { startOfAnswer } from '@/server/chat/readAnswer'
import { turnRequestSchema } from '@/server/chat/schema'
import { startTurn } from '@/server/chat/turn'
import { parsed } from '@/app/api/parsed'

/** Sends a question (or retries an answer) and streams what happens. */
export const POST = handle(async (request) => {
  const actor = await requireActor(request.headers, 'chat')
  const answerId = await startTurn(actor, await parsed(request, turnRequestSchema))
  return eventStream(actor, answerId, startOfAnswer, request.signal)
})
