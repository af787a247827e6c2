import type { Actor } from '@/server/auth/actor'
import { type Place, readAnswer, startOfAnswer } from '@/server/chat/readAnswer'
import type { Question, TurnEvent } from '@/server/chat/schema'
import { startTurn } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import type { Message } from '@/server/conversations/schema'
import { newId } from '@/server/ids'

/** A question to the fake provider, in a new conversation and without documents unless said otherwise. */
export function question(text: string, draft: Partial<Question> = {}): Question {
  return { conversationId: null, requestId: newId(), text, modelId: 'openai/fake-chat', knowledgeBaseIds: [], ...draft }
}

/** What a reader sees from a place to the end, or until `enough` says so. */
export async function eventsOf(actor: Actor, answerId: string, from: Place = startOfAnswer, enough: (events: readonly TurnEvent[]) => boolean = () => false): Promise<TurnEvent[]> {
  const events: TurnEvent[] = []
  for await (const { event } of readAnswer(actor, answerId, from, new AbortController().signal)) {
    events.push(event)
    if (enough(events)) break
  }
  return events
}

/** The text that events add up to. */
export function textOf(events: readonly TurnEvent[]): string {
  return events.map((event) => (event.type === 'delta' ? event.text : '')).join('')
}

/** Asks, waits for the end, and gives the answer as it is kept. */
export async function ask(actor: Actor, text: string, draft: Partial<Question> = {}): Promise<Message> {
  const answerId = await startTurn(actor, question(text, draft))
  await eventsOf(actor, answerId)
  return answers.get(actor, answerId)
}

/** Waits until an answer that runs has shown so many characters. */
export async function untilWritten(actor: Actor, answerId: string, characters: number): Promise<void> {
  await eventsOf(actor, answerId, startOfAnswer, (events) => textOf(events).length >= characters)
}
