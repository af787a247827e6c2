import type { Actor } from '@/server/auth/actor'
import { liveAnswers } from '@/server/chat/liveAnswers'
import * as answers from '@/server/conversations/answers'

/** Ends a running answer and keeps its text: at once when this process writes it, within a second when another does. */
export async function stop(actor: Actor, answerId: string): Promise<void> {
  await answers.requestStop(actor, answerId)
  const live = liveAnswers.get(answerId)
  live?.abort.abort('stopped')
  await live?.done
}
