import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { emptyDraft } from '@/server/chat/draft'
import { LiveAnswer, liveAnswers } from '@/server/chat/liveAnswers'
import { eventIdOf, type Place, placeFrom, readAnswer, startOfAnswer } from '@/server/chat/readAnswer'
import type { TurnEvent } from '@/server/chat/schema'
import * as answers from '@/server/conversations/answers'
import type { Citation } from '@/server/conversations/schema'
import { openQuestion } from '@/server/conversations/turns'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { eventsOf, textOf } from '@/server/testing/chat'
import { createCitation } from '@/server/testing/citations'
import { createPerson } from '@/server/testing/people'

const worker = newId()
const words = ['The otter ', '吃鱼', '。', '🦦 sleeps ', 'in a ', 'holt', ' [1]', ' under ', 'the bank.', '\n\n']

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

/** An answer row that waits, as a turn writes it. */
async function openAnswer(): Promise<string> {
  const draft = { conversationId: null, requestId: newId(), text: 'Why?', modelId: 'openai/x', knowledgeBaseIds: [] }
  return (await openQuestion(person, draft, { worker, leaseUntil: new Date(Date.now() + 60_000) })).answerId
}

function citation(ordinal: number): Citation {
  return createCitation({ ordinal })
}

/** Writes an answer word by word in memory, as this process does, and ends it; readers run between two words. */
async function writeLive(answerId: string, texts: readonly string[]): Promise<void> {
  const live = new LiveAnswer()
  liveAnswers.set(answerId, live)
  for (const text of texts) {
    const isCiting = text.includes('[')
    live.draft = { ...live.draft, text: live.draft.text + text, citations: isCiting ? [...live.draft.citations, citation(live.draft.citations.length + 1)] : live.draft.citations }
    await new Promise((resolve) => setTimeout(resolve, 3))
  }
  await answers.end(answerId, live.draft, 0, worker, { status: 'complete', errorText: null, inputTokens: 1, outputTokens: 1, durationMs: 1, firstTokenMs: 1, support: null })
  liveAnswers.delete(answerId)
  live.end()
}

/** Reads an answer in several sittings, each cut off after some events and resumed at the place of the last one seen, as EventSource does. */
async function readInSittings(answerId: string, cuts: readonly number[]): Promise<TurnEvent[]> {
  const seen: TurnEvent[] = []
  let place: Place = startOfAnswer
  for (const cut of [...cuts, Number.POSITIVE_INFINITY]) {
    let count = 0
    for await (const placed of readAnswer(person, answerId, place, new AbortController().signal)) {
      seen.push(placed.event)
      place = placeFrom(eventIdOf(placed.place))
      count += 1
      if (placed.event.type === 'done') return seen
      if (count >= cut) break
    }
  }
  return seen
}

const citationsOf = (events: readonly TurnEvent[]) => events.flatMap((event) => (event.type === 'citation' ? [event.citation.ordinal] : []))

describe('reading an answer', () => {
  test('ends within seconds for who was shut out, also while nothing is written', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const answerId = await openAnswer()
      liveAnswers.set(answerId, new LiveAnswer())
      const events = readAnswer(person, answerId, startOfAnswer, new AbortController().signal)
      await events.next()
      await events.next()
      const next = events.next()
      await db.user.update({ where: { id: person.userId }, data: { disabledAt: new Date() } })
      vi.advanceTimersByTime(5_000)
      await expect(next).rejects.toMatchObject({ kind: 'unauthenticated' })
      liveAnswers.delete(answerId)
    } finally {
      vi.useRealTimers()
    }
  })

  test('C42 any number of readers see every character and source once, wherever they were cut off', async () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 40 }), fc.array(cuts, { minLength: 1, maxLength: 3 }), async (texts, readers) => {
        const answerId = await openAnswer()
        const [, ...read] = await Promise.all([writeLive(answerId, texts), ...readers.map((sittings) => readInSittings(answerId, sittings))])
        for (const events of read) {
          expect(textOf(events)).toBe(texts.join(''))
          expect(citationsOf(events)).toEqual(texts.filter((text) => text.includes('[')).map((_, index) => index + 1))
          expect(events.filter((event) => event.type === 'done')).toHaveLength(1)
        }
      }),
      { numRuns: 12 },
    )
  })

  test('from every place of a finished answer the rest follows, once', async () => {
    const answerId = await openAnswer()
    await writeLive(answerId, words)
    const text = words.join('')
    for (let textLength = 0; textLength <= text.length; textLength += 1) {
      const events = await eventsOf(person, answerId, { textLength, citationCount: textLength % 2 })
      expect(text.slice(0, textLength) + textOf(events)).toBe(text)
      expect(citationsOf(events)).toEqual([1].slice(textLength % 2))
    }
  })

  test('an answer of another process is followed by its row', async () => {
    const answerId = await openAnswer()
    const reading = eventsOf(person, answerId)
    const lease = { worker, leaseUntil: new Date(Date.now() + 60_000) }
    const activity = { ...emptyDraft.activity, phase: 'writing' } as const
    const first = { text: 'Half ', activity, citations: [citation(1)] }
    await answers.save(answerId, first, 0, lease)
    const whole = { text: 'Half and whole', activity: { ...activity, phase: 'done' } as const, citations: [citation(1), citation(2)] }
    await answers.end(answerId, whole, 1, worker, { status: 'stopped', errorText: null, inputTokens: null, outputTokens: null, durationMs: 1, firstTokenMs: 1, support: null })
    const events = await reading
    expect(textOf(events)).toBe('Half and whole')
    expect(citationsOf(events)).toEqual([1, 2])
    expect(events.at(-1)).toMatchObject({ type: 'done', status: 'stopped' })
  })

  test('the reader that leaves ends its reading at once and nothing else', async () => {
    const answerId = await openAnswer()
    const leaving = new AbortController()
    const events = readAnswer(person, answerId, startOfAnswer, leaving.signal)
    await events.next()
    await events.next()
    const next = events.next()
    leaving.abort()
    expect(await next).toEqual({ done: true, value: undefined })
    expect(await db.message.findUnique({ where: { id: answerId } })).toMatchObject({ status: 'pending', stopRequested: false })
  })

  test('a stranger reads nothing, and neither does anybody of an answer that is not there', async () => {
    const answerId = await openAnswer()
    await expect(eventsOf(await createPerson(), answerId)).rejects.toMatchObject({ kind: 'not_found', message: 'This answer does not exist' })
    await expect(eventsOf(person, newId())).rejects.toMatchObject({ kind: 'not_found', message: 'This answer does not exist' })
  })

  test('a question is not an answer', async () => {
    const answerId = await openAnswer()
    const { parentId } = await answers.get(person, answerId)
    await expect(eventsOf(person, parentId ?? '')).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('the place of a reader', () => {
  test.each([null, '', 'x', '1', '-1-0', '1-2-3', '1 - 2', '9999999999-0', '1-1; drop'])('%j is the start', (id) => {
    expect(placeFrom(id)).toEqual(startOfAnswer)
  })

  test('comes back from its event id', () => {
    expect(placeFrom(eventIdOf({ textLength: 12, citationCount: 3 }))).toEqual({ textLength: 12, citationCount: 3 })
  })
})
