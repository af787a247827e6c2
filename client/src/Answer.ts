import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { Connection } from './connection.js'
import { ParleyError } from './ParleyError.js'
import type { Message, TurnEvent } from './types.js'

type Session = Extract<TurnEvent, { type: 'session' }>

const types = new Set(['session', 'activity', 'delta', 'citation', 'error', 'done'])

/** A later server may send events that this client does not know; they are left out. */
function isTurnEvent(value: unknown): value is TurnEvent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && types.has(value.type)
}

/**
 * An answer while it is written: its events, once, in their order. A connection that is lost is opened again where it broke off. Leaving the loop
 * early ends the reading and not the answer; `stop` ends that.
 */
export class Answer implements AsyncIterable<TurnEvent> {
  readonly conversationId: string
  readonly questionId: string
  readonly id: string
  private readonly events: AsyncGenerator<TurnEvent>
  private readonly connection: Connection

  private constructor(connection: Connection, session: Session, events: AsyncGenerator<TurnEvent>) {
    this.connection = connection
    this.conversationId = session.conversationId
    this.questionId = session.questionId
    this.id = session.answerId
    this.events = events
  }

  /** The answer whose events a response holds. */
  static async reading(connection: Connection, response: Response, signal: AbortSignal | undefined): Promise<Answer> {
    const events = eventsOf(connection, response, signal)
    const { value } = await events.next()
    if (value?.type !== 'session') throw new ParleyError('unknown', response.status, 'The answer does not begin as it should; is this the address of a Parley server?')
    return new Answer(connection, value, startingWith(value, events))
  }

  [Symbol.asyncIterator](): AsyncGenerator<TurnEvent> {
    return this.events
  }

  /** Reads what is left, and gives the answer as it is kept, with its sources. */
  async whole(): Promise<Message> {
    for await (const _event of this.events);
    return (await this.connection.request(`/messages/${this.id}`)).json()
  }

  /** Ends the writing; what is written stays. */
  async stop(): Promise<void> {
    await this.connection.request(`/messages/${this.id}/stop`, { method: 'POST' }, true)
  }
}

async function* startingWith(first: TurnEvent, rest: AsyncGenerator<TurnEvent>): AsyncGenerator<TurnEvent> {
  yield first
  yield* rest
}

/** How often a stream is opened again that breaks off without having said anything new. */
const maxFruitless = 5

async function* eventsOf(connection: Connection, first: Response, signal: AbortSignal | undefined): AsyncGenerator<TurnEvent> {
  let [response, place, answerId, fruitless] = [first, '', '', 0]
  for (;;) {
    try {
      for await (const { id, event } of read(response)) {
        if (id !== place) fruitless = 0
        place = id
        // Who comes back is told of the session again.
        if (event.type === 'session' && answerId !== '') continue
        if (event.type === 'session') answerId = event.answerId
        yield event
        if (event.type === 'done') return
      }
    } catch (error) {
      if (signal?.aborted === true || answerId === '') throw error
    }
    fruitless += 1
    if (answerId === '' || fruitless > maxFruitless) throw new ParleyError('unreachable', 0, 'The answer breaks off again and again; read it later with its id')
    response = await connection.request(`/messages/${answerId}/events`, { headers: { 'last-event-id': place }, ...(signal === undefined ? {} : { signal }) })
    if (response.status === 204) return
  }
}

async function* read(response: Response): AsyncGenerator<{ id: string; event: TurnEvent }> {
  if (response.body === null) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const { id = '', data } = part.value
      const event: unknown = JSON.parse(data)
      if (isTurnEvent(event)) yield { id, event }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
