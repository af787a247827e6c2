import { startNext } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import * as queue from '@/server/conversations/queue'
import { log } from '@/server/log'

/** Ends the answers whose process has died, and begins the questions that wait for nobody any more. */
export async function sweepAnswers(): Promise<void> {
  try {
    const count = await answers.interruptAbandoned()
    if (count > 0) log.warn('answers were interrupted', { count })
    for (const conversationId of await queue.waitingConversations()) {
      await startNext(conversationId).catch((error: unknown) => log.error('a question that waits could not be begun', error, { conversationId }))
    }
  } catch (error) {
    log.error('abandoned answers could not be swept', error)
  }
}
