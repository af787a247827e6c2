// A process that answers questions as a server does, to be killed: node server/testing/answerProcess.ts CONVERSATIONS. It asks in so many
// conversations, in each a question and one that waits for it, and prints a line for each thing that somebody who looks is told.
import { readAnswer, startOfAnswer } from '@/server/chat/readAnswer'
import { sweepAnswers } from '@/server/chat/sweepAnswers'
import { startTurn } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import { createPerson } from '@/server/testing/people'
import { question } from '@/server/testing/chat'
import type { Actor } from '@/server/auth/actor'

const count = Number(process.argv[2] ?? 0)
/** A line of JSON, written before anything else happens. */
const tell = (fact: object): void => void process.stdout.write(`${JSON.stringify({ at: Date.now(), ...fact })}\n`)

async function follow(actor: Actor, answerId: string): Promise<void> {
  let length = 0
  for await (const { event } of readAnswer(actor, answerId, startOfAnswer, new AbortController().signal)) {
    if (event.type !== 'delta') continue
    length += event.text.length
    tell({ type: 'text', answerId, length })
  }
}

async function converse(actor: Actor, number: number): Promise<void> {
  const send = async (text: string, conversationId: string | null): Promise<string> => {
    const request = question(text, { conversationId, modelId: 'openai/fake-slow-200' })
    const answerId = await startTurn(actor, request)
    tell({ type: 'accepted', questionId: request.requestId, text })
    return answerId
  }
  const first = await send(`Question ${number}`, null)
  const { conversationId } = await answers.get(actor, first)
  await send(`Next after ${number}`, conversationId)
  await follow(actor, first)
}

setInterval(() => void sweepAnswers(), 200)
const actor = await createPerson()
await Promise.all(Array.from({ length: count }, (_, number) => converse(actor, number)))
