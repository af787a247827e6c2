import { expect, test } from 'vitest'
import { applyTurnEvent, ConnectionLost, emptyAnswer, type NumberedEvent, readTurn, untold } from '@/components/chat/turnStream'
import type { TurnEvent } from '@/server/chat/schema'
import { createCitation } from '@/server/testing/citations'

const ids = {
  conversationId: '019aa000-0000-7000-8000-000000000001',
  questionId: '019aa000-0000-7000-8000-000000000002',
  answerId: '019aa000-0000-7000-8000-000000000003',
}
const session = { type: 'session' as const, ...ids, title: 'A title', modelId: 'builtin/extractive', isQueued: false }
const citation = (ordinal: number) => createCitation({ ordinal })

const streamOf = (text: string, size: number): Response => {
  const bytes = new TextEncoder().encode(text)
  return new Response(
    new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
        controller.close()
      },
    }),
  )
}

async function all(response: Response): Promise<NumberedEvent[]> {
  const events: NumberedEvent[] = []
  for await (const event of readTurn(response)) events.push(event)
  return events
}

const wire = (events: TurnEvent[]): string => events.map((event, index) => `id: ${index + 1}\ndata: ${JSON.stringify(event)}\n\n`).join('')

test('events are read whole when characters and lines are cut anywhere, and comments are passed over', async () => {
  const text = `: ping\n\n${wire([session, { type: 'delta', text: '知识库 answers' }])}: ping\n\n`
  expect(await all(streamOf(text, 3))).toEqual([
    { id: '1', event: session },
    { id: '2', event: { type: 'delta', text: '知识库 answers' } },
  ])
})

test('an event that this page does not know is passed over', async () => {
  const text = `data: {"type":"weather"}\n\n${wire([session])}`
  expect(await all(streamOf(text, 64))).toEqual([{ id: '1', event: session }])
})

test('a stream that breaks says that the connection is lost', async () => {
  const broken = new Response(
    new ReadableStream({
      start(controller) {
        controller.error(new TypeError('network error'))
      },
    }),
  )
  await expect(all(broken)).rejects.toBeInstanceOf(ConnectionLost)
})

const answerAfter = (...events: TurnEvent[]) => events.reduce(applyTurnEvent, emptyAnswer(session, 1))

test('an answer grows by its deltas, keeps its sources in order and ends as the server says', () => {
  const answer = answerAfter(
    session,
    { type: 'delta', text: 'One ' },
    { type: 'citation', citation: citation(2) },
    { type: 'delta', text: 'two' },
    { type: 'citation', citation: citation(1) },
    { type: 'citation', citation: citation(1) },
    { type: 'done', status: 'stopped', title: 'A title', support: null },
  )
  expect(answer).toMatchObject({ content: 'One two', status: 'stopped' })
  expect(answer.citations.map(({ ordinal }) => ordinal)).toEqual([1, 2])
})

test('a stream that goes on in the middle adds to what was told; one that is read from its beginning replaces it', () => {
  const half = answerAfter(session, { type: 'delta', text: 'Half an' })
  const rest: TurnEvent[] = [session, { type: 'delta', text: ' answer' }]
  expect(rest.reduce(applyTurnEvent, half).content).toBe('Half an answer')
  const whole: TurnEvent[] = [session, { type: 'delta', text: 'Half an answer' }]
  expect(whole.reduce(applyTurnEvent, untold(half)).content).toBe('Half an answer')
})

test('a failure keeps the text so far and the reason', () => {
  const answer = answerAfter(
    session,
    { type: 'delta', text: 'So far' },
    { type: 'error', message: 'The model did not answer; try again' },
    { type: 'done', status: 'failed', title: 'A title', support: null },
  )
  expect(answer).toMatchObject({ content: 'So far', status: 'failed', errorText: 'The model did not answer; try again' })
})
