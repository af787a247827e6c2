import { EventSourceParserStream } from 'eventsource-parser/stream'
import { isRecord, isText, parsed, refusalIn } from '@/components/api/json'
import type { TurnEvent, TurnRequest } from '@/server/chat/schema'
import type { RouterOutputs } from '@/server/router'

export type Message = RouterOutputs['conversations']['get']['messages'][number]

/** The server refused before the stream opened; `message` is its sentence for the reader. */
export class TurnRefused extends Error {
  override readonly name = 'TurnRefused'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The stream ended, or fell silent, before the answer did. The server goes on writing it. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

/** The server sends a comment every 15 seconds; a connection that is silent for longer than this is dead, whatever TCP believes. */
const silenceMs = 45_000

/** Sends a question. @throws TurnRefused, ConnectionLost */
export function postTurn(request: TurnRequest, signal: AbortSignal): Promise<Response> {
  return open('/api/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(request),
    signal,
  })
}

/** Follows an answer that is being written: after `lastEventId`, or from its beginning. @throws TurnRefused, ConnectionLost */
export function openTurn(answerId: string, lastEventId: string | null, signal: AbortSignal): Promise<Response> {
  return open(`/api/chat/${answerId}/stream`, {
    headers: { accept: 'text/event-stream', ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }) },
    cache: 'no-store',
    signal,
  })
}

async function open(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw new ConnectionLost('The server cannot be reached', { cause })
  })
  if (response.ok && response.body !== null) return response
  throw new TurnRefused(response.status, refusalIn(await response.json().catch(() => null)))
}

/** What each event has to hold for this page to show it. */
const fieldsOfEvents = {
  session: ({ conversationId, questionId, answerId, title }) => [conversationId, questionId, answerId, title].every(isText),
  activity: ({ activity }) => isRecord(activity) && isText(activity['phase']),
  delta: ({ text }) => isText(text),
  citation: ({ citation }) => isRecord(citation) && typeof citation['ordinal'] === 'number' && isText(citation['passage']),
  error: ({ message }) => isText(message),
  done: ({ status, title }) => isText(status) && isText(title),
} satisfies Record<TurnEvent['type'], Check>

type Check = (event: Readonly<Record<string, unknown>>) => boolean

const checks = new Map<unknown, Check>(Object.entries(fieldsOfEvents))

const isTurnEvent = (value: unknown): value is TurnEvent => isRecord(value) && checks.get(value['type'])?.(value) === true

export interface NumberedEvent {
  readonly id: string | null
  readonly event: TurnEvent
}

/** The events of a stream in their order. @throws ConnectionLost when it breaks or falls silent. */
export async function* readTurn(response: Response): AsyncGenerator<NumberedEvent> {
  if (response.body === null) return
  const watch = new SilenceWatch()
  const reader = response.body
    .pipeThrough(watch.stream)
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), watch.silence])
      if (done) return
      // A page that is older than its server may meet an event it does not know; the rest of the answer is still good.
      const event = parsed(value.data)
      if (isTurnEvent(event)) yield { id: value.id ?? null, event }
    }
  } catch (cause) {
    throw new ConnectionLost('The connection broke', { cause })
  } finally {
    watch.end()
    void reader.cancel().catch(() => undefined)
  }
}

/** Rejects `silence` when no byte, not even a comment, came for `silenceMs`. */
class SilenceWatch {
  readonly silence: Promise<never>
  readonly stream: TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #reject: (reason: Error) => void

  constructor() {
    const { promise, reject } = Promise.withResolvers<never>()
    this.silence = promise
    // It may fall silent while nobody reads; the next read hears of it all the same.
    promise.catch(() => undefined)
    this.#reject = reject
    this.stream = new TransformStream({
      transform: (chunk, controller) => {
        this.#wait()
        controller.enqueue(chunk)
      },
    })
    this.#wait()
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  #wait(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#reject(new ConnectionLost('The server is silent')), silenceMs)
  }
}

/** The answer as it is before its first event. */
export function emptyAnswer(event: Extract<TurnEvent, { type: 'session' }>, seq: number): Message {
  return {
    id: event.answerId,
    conversationId: event.conversationId,
    parentId: event.questionId,
    seq,
    role: 'assistant',
    content: '',
    status: 'pending',
    activity: null,
    errorText: null,
    modelId: event.modelId,
    inputTokens: null,
    outputTokens: null,
    costMicros: null,
    durationMs: null,
    firstTokenMs: null,
    createdAt: new Date().toISOString(),
    citations: [],
    attachments: [],
    scope: null,
    support: null,
    versions: [],
    feedback: null,
    feedbackText: null,
    editedAt: null,
  }
}

/** The answer as a stream that is read from its beginning finds it. */
export function untold(answer: Message): Message {
  return { ...answer, content: '', citations: [], activity: null, errorText: null }
}

/** The answer after an event. */
export function applyTurnEvent(answer: Message, event: TurnEvent): Message {
  switch (event.type) {
    case 'session':
      // It opens every stream, also one that goes on in the middle of the answer: what was told stays.
      return { ...answer, modelId: event.modelId, errorText: null }
    case 'activity':
      return { ...answer, activity: event.activity, status: event.activity.phase === 'writing' ? 'streaming' : answer.status }
    case 'delta':
      return { ...answer, content: answer.content + event.text, status: 'streaming' }
    case 'citation': {
      const others = answer.citations.filter((citation) => citation.ordinal !== event.citation.ordinal)
      return { ...answer, citations: [...others, event.citation].toSorted((a, b) => a.ordinal - b.ordinal) }
    }
    case 'error':
      return { ...answer, errorText: event.message }
    case 'done':
      return { ...answer, status: event.status, support: event.support }
  }
}
