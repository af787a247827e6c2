import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '@/server/auth/actor'
import { untilGone } from '@/server/auth/presence'
import { emptyDraft } from '@/server/chat/draft'
import { liveAnswers } from '@/server/chat/liveAnswers'
import type { TurnEvent } from '@/server/chat/schema'
import * as answers from '@/server/conversations/answers'
import type { Activity, Citation } from '@/server/conversations/schema'
import { isFinal } from '@/server/conversations/schema'
import { AppError } from '@/server/errors'

/** The first words travel at once, and those of one period together: two hundred readers at once then cost two cores no more than they have. */
const mergeMs = 50
/** How often the row is read when another process writes the answer. */
const pollMs = 300

/** A reader's place in an answer. Text and citations only grow, so two numbers say what was seen; nothing is queued for a slow reader. */
export interface Place {
  readonly textLength: number
  readonly citationCount: number
}

export const startOfAnswer: Place = { textLength: 0, citationCount: 0 }

/** `12-1`, as it travels in the `id` of an event and comes back as `Last-Event-ID`. Anything else is the start. */
export function placeFrom(eventId: string | null): Place {
  const found = /^(\d{1,9})-(\d{1,6})(?:-end)?$/.exec(eventId ?? '')
  return found === null ? startOfAnswer : { textLength: Number(found[1]), citationCount: Number(found[2]) }
}

/** The id of the event that ends an answer: a reader that comes back with it has seen all of it. */
export const endIdOf = (place: Place): string => `${eventIdOf(place)}-end`
export const isEndId = (eventId: string | null): boolean => eventId?.endsWith('-end') === true

export const eventIdOf = ({ textLength, citationCount }: Place): string => `${textLength}-${citationCount}`

export interface PlacedEvent {
  readonly event: TurnEvent
  /** Where a reader that has seen this event goes on. */
  readonly place: Place
}

/** What an answer looks like right now, wherever it is written. */
interface Snapshot {
  readonly text: string
  readonly activity: Activity
  readonly citations: readonly Citation[]
}

/**
 * Follows an answer from a place to its end: the session, then the difference between what the reader has and what is written, again and again.
 * Reading and writing know nothing of each other, so any number of readers may come, leave and come back.
 * @throws AppError not_found before the first event when the answer is not the actor's; unauthenticated when the actor is shut out while reading.
 */
export async function* readAnswer(actor: Actor, answerId: string, from: Place, signal: AbortSignal): AsyncGenerator<PlacedEvent> {
  const session = await sessionOf(actor, answerId)
  const reading = new AbortController()
  const gone = untilGone(actor, AbortSignal.any([signal, reading.signal]))
  try {
    yield* follow(actor, session, from, AbortSignal.any([signal, gone]))
  } finally {
    reading.abort()
  }
  if (gone.aborted && !signal.aborted) throw new AppError('unauthenticated', 'This session has ended; sign in again')
}

type Session = Extract<TurnEvent, { type: 'session' }>

async function sessionOf(actor: Actor, answerId: string): Promise<Session> {
  const opening = liveAnswers.get(answerId)?.takeOpening(actor)
  if (opening !== undefined) {
    const { conversationId, title, questionId, isQueued } = opening.turn
    return { type: 'session', conversationId, title, questionId, answerId, modelId: opening.modelId ?? '', isQueued }
  }
  const { conversationId, conversationTitle: title, parentId, modelId, status } = await answers.get(actor, answerId)
  return { type: 'session', conversationId, title, questionId: parentId ?? answerId, answerId, modelId: modelId ?? '', isQueued: status === 'queued' }
}

async function* follow(actor: Actor, session: Session, from: Place, signal: AbortSignal): AsyncGenerator<PlacedEvent> {
  const { answerId } = session
  let place = from
  let shown: Activity | undefined
  let wordsAt = Number.NEGATIVE_INFINITY
  yield { place, event: session }
  while (!signal.aborted) {
    const live = liveAnswers.get(answerId)
    // The row of a live answer is behind its draft; the draft of a finished one is gone.
    const row = live === undefined ? await answers.get(actor, answerId) : undefined
    const draft = live?.draft
    const now: Snapshot = draft ?? { text: row?.content ?? '', activity: row?.activity ?? emptyDraft.activity, citations: row?.citations ?? [] }
    if (now.activity !== shown && JSON.stringify(now.activity) !== JSON.stringify(shown)) {
      shown = now.activity
      yield { place, event: { type: 'activity', activity: now.activity } }
    }
    for (const event of difference(place, now)) {
      wordsAt = performance.now()
      place = { textLength: now.text.length, citationCount: event.type === 'citation' ? event.citation.ordinal : place.citationCount }
      yield { place, event }
    }
    if (row !== undefined && isFinal(row.status)) {
      if (row.errorText !== null) yield { place, event: { type: 'error', message: row.errorText } }
      yield { place, event: { type: 'done', status: row.status, title: row.conversationTitle, support: row.support } }
      return
    }
    if (live === undefined || draft === undefined) {
      await pauseUnless(signal, pollMs)
    } else {
      await live.changedFrom(draft, signal)
      await pauseUnless(signal, wordsAt + mergeMs - performance.now())
    }
  }
}

async function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  if (ms > 0) await pause(ms, undefined, { signal }).catch(() => undefined)
}

/** What a reader lacks: one delta, then the new citations. */
function* difference({ textLength, citationCount }: Place, { text, citations }: Snapshot): Generator<Extract<TurnEvent, { type: 'delta' | 'citation' }>> {
  if (text.length > textLength) yield { type: 'delta', text: text.slice(textLength) }
  for (const citation of citations.slice(citationCount)) yield { type: 'citation', citation }
}
