import type { Actor } from '@/server/auth/actor'
import { liveAnswers } from '@/server/chat/liveAnswers'
import { startNext } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import * as queue from '@/server/conversations/queue'

/** Ends a running answer and keeps its text: at once when this process writes it, within a second when another does. */
export async function stop(actor: Actor, answerId: string): Promise<void> {
  await answers.requestStop(actor, answerId)
  const live = liveAnswers.get(answerId)
  live?.abort.abort('stopped')
  await live?.done
}

/** Asks a question that waits next, in the place of the answer that is being written: that one is stopped and keeps its text. */
export async function sendNow(actor: Actor, answerId: string): Promise<void> {
  const conversationId = await queue.bringForward(actor, answerId)
  const live = await answers.findLive(actor, conversationId)
  if (live !== null) await stop(actor, live)
  await startNext(conversationId)
}
