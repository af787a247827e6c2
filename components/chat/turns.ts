import { applyTurnEvent, ConnectionLost, emptyAnswer, type Message, type NumberedEvent, openTurn, postTurn, readTurn, TurnRefused, untold } from '@/components/chat/turnStream'
import type { Row } from '@/components/chat/rows'
import { isLive, type AnswerStatus } from '@/server/conversations/facts'
import type { TurnEvent, TurnRequest } from '@/server/chat/schema'

/** An answer that this page follows. It is replaced when its shape changes, not with every word: words are in `answer(answerId)`. */
export interface Turn {
  readonly conversationId: string
  readonly title: string
  /** The question as it was sent; null for a resumed answer and for a retry, whose question is loaded already. */
  readonly question: Message | null
  /** The question that is shown no longer, because this one is asked in its place. */
  readonly replaces: string | null
  readonly answerId: string
  readonly questionId: string | null
  readonly status: AnswerStatus
  /** The connection broke; the server goes on, and this page tries to come back. */
  readonly isLost: boolean
}

/** Called when an answer is over, or can no longer be followed: what the server has saved is the truth now. */
type OnSettled = (conversationId: string) => void

/** A browser opens six connections to a server over HTTP/1.1; answers that are not looked at may hold two of them. */
const maxOpenStreams = 3
const backOffMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000]

interface Follow {
  turn: Turn
  /** What is shown. */
  answer: Message
  /** What the stream has told; behind `answer` while a replay catches up. */
  told: Message
  lastEventId: string | null
  /** When this page sent what is answered; null: somebody else did, or before a reload. */
  readonly sentAt: number | null
  readonly stopping: AbortController
  readonly onSettled: OnSettled
}

/**
 * The answers that are being written, followed outside of React: going from the new chat to its own page, or to another conversation
 * and back, does not touch the stream. Closing a stream never stops an answer; only `chat.stop` does.
 */
export class Turns {
  readonly #follows = new Map<string, Follow>()
  readonly #sending = new Map<string, Promise<Turn>>()
  readonly #listeners = new Set<() => void>()
  #isScheduled = false

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  turn(conversationId: string): Turn | undefined {
    return this.#follows.get(conversationId)?.turn
  }

  answer(conversationId: string): Message | undefined {
    return this.#follows.get(conversationId)?.answer
  }

  isRunning(conversationId: string): boolean {
    const status = this.turn(conversationId)?.status
    return status !== undefined && isLive(status)
  }

  /**
   * Sends a question, or asks for another answer; resolves when the server has saved it. A question that has to wait for another answer
   * is not followed until its turn has come. Sending the same again while it is under way is the same sending.
   * @throws TurnRefused, ConnectionLost: nothing is shown yet, the text is still the composer's.
   */
  send(request: TurnRequest, onSettled: OnSettled): Promise<Turn> {
    const key = keyOf(request)
    const underWay = this.#sending.get(key)
    if (underWay !== undefined) return underWay
    const sending = this.#send(request, onSettled).finally(() => this.#sending.delete(key))
    this.#sending.set(key, sending)
    return sending
  }

  async #send(request: TurnRequest, onSettled: OnSettled): Promise<Turn> {
    const sentAt = performance.now()
    const stopping = new AbortController()
    const events = readTurn(await postTurn(request, stopping.signal))
    const first = await events.next()
    if (first.done === true || first.value.event.type !== 'session') throw new ConnectionLost('The answer did not begin')
    const session = first.value.event
    const answer = emptyAnswer(session, Number.MAX_SAFE_INTEGER)
    const turn: Turn = {
      conversationId: session.conversationId,
      title: session.title,
      question: 'requestId' in request ? questionOf(session, request.text) : null,
      replaces: 'requestId' in request ? (request.replaces ?? null) : null,
      answerId: session.answerId,
      questionId: session.questionId,
      status: session.isQueued ? 'queued' : 'pending',
      isLost: false,
    }
    if (session.isQueued) stopping.abort()
    else this.#begin({ turn, answer, told: answer, lastEventId: first.value.id, sentAt, stopping, onSettled }, events)
    return turn
  }

  /** Follows an answer that was running when its conversation was loaded. */
  resume(answer: Message, title: string, onSettled: OnSettled): void {
    const known = this.turn(answer.conversationId)
    if (known?.answerId === answer.id) return
    const turn: Turn = {
      conversationId: answer.conversationId,
      title,
      question: null,
      replaces: null,
      answerId: answer.id,
      questionId: answer.parentId,
      status: answer.status,
      isLost: false,
    }
    this.#begin({ turn, answer, told: answer, lastEventId: null, sentAt: null, stopping: new AbortController(), onSettled }, null)
  }

  /** An answer that is over and loaded is the server's to tell of. */
  forget(conversationId: string): void {
    if (this.turn(conversationId) === undefined || this.isRunning(conversationId)) return
    this.#leave(conversationId)
    this.#notify()
  }

  #begin(follow: Follow, events: AsyncGenerator<NumberedEvent> | null): void {
    const { conversationId } = follow.turn
    this.#leave(conversationId)
    const open = [...this.#follows.values()].filter(({ turn }) => isLive(turn.status))
    for (const { turn } of open.slice(0, Math.max(0, open.length - maxOpenStreams + 1))) this.#leave(turn.conversationId)
    this.#follows.set(conversationId, follow)
    this.#notify()
    void this.#follow(follow, events)
  }

  async #follow(follow: Follow, events: AsyncGenerator<NumberedEvent> | null): Promise<void> {
    const { signal } = follow.stopping
    let source = events
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        if (source === null && follow.lastEventId === null) follow.told = untold(follow.answer)
        source ??= readTurn(await openTurn(follow.turn.answerId, follow.lastEventId, signal))
        for await (const { id, event } of source) {
          if (signal.aborted) return
          attempt = 0
          follow.lastEventId = id ?? follow.lastEventId
          this.#apply(follow, event)
          if (event.type === 'done') return follow.onSettled(follow.turn.conversationId)
        }
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof TurnRefused && [401, 403, 404].includes(error.status)) {
          this.#leave(follow.turn.conversationId)
          return follow.onSettled(follow.turn.conversationId)
        }
      }
      source = null
      this.#reshape(follow, { isLost: true })
      await pause(backOffMs[Math.min(attempt, backOffMs.length - 1)] ?? 0, signal)
    }
  }

  #apply(follow: Follow, event: TurnEvent): void {
    if (event.type === 'delta' && follow.sentAt !== null && follow.told.firstTokenMs === null) follow.told = { ...follow.told, firstTokenMs: performance.now() - follow.sentAt }
    follow.told = applyTurnEvent(follow.told, event)
    // A replay begins with nothing: what is shown stays until the replay has caught up with it.
    if (event.type === 'done' || follow.told.content.length >= follow.answer.content.length) follow.answer = follow.told
    const title = event.type === 'done' || event.type === 'session' ? event.title : follow.turn.title
    this.#reshape(follow, { status: follow.answer.status, isLost: false, title })
  }

  #reshape(follow: Follow, change: Partial<Turn>): void {
    const next = { ...follow.turn, ...change }
    if (next.status !== follow.turn.status || next.isLost !== follow.turn.isLost || next.title !== follow.turn.title) follow.turn = next
    this.#notify()
  }

  #leave(conversationId: string): void {
    this.#follows.get(conversationId)?.stopping.abort()
    this.#follows.delete(conversationId)
  }

  /** Readers hear at most once in 50 ms, so that a fast model does not make the page render a thousand times a second. */
  #notify(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    setTimeout(() => {
      this.#isScheduled = false
      for (const listener of this.#listeners) listener()
    }, 50)
  }
}

function keyOf(request: TurnRequest): string {
  if ('requestId' in request) return request.requestId
  if ('answerTo' in request) return request.answerTo
  return 'retryOf' in request ? request.retryOf : request.continueOf
}

function questionOf(session: Extract<TurnEvent, { type: 'session' }>, text: string): Message {
  const answer = emptyAnswer(session, Number.MAX_SAFE_INTEGER - 1)
  return { ...answer, id: session.questionId, parentId: null, role: 'user', content: text, status: 'complete', modelId: null }
}

/** Waits, but not past the moment at which the browser says that the network is back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const end = new AbortController()
  globalThis.addEventListener('online', () => resolve(), { signal: end.signal })
  signal.addEventListener('abort', () => resolve(), { signal: end.signal })
  return promise.finally(() => {
    clearTimeout(timer)
    end.abort()
  })
}

/**
 * The messages to show: those of the server, and the turn that it has not told us of yet. A retry hides the answer it replaces,
 * because both answer the same question.
 */
export function withTurn<R extends Row>(rows: readonly R[], turn: Turn | undefined, answer: Message | undefined): readonly (R | Message)[] {
  if (turn === undefined || answer === undefined) return rows
  const known = rows.find((row) => row.id === turn.answerId)
  if (known !== undefined) {
    return 'status' in known && isLive(known.status) ? rows.map((row) => (row === known ? answer : row)) : rows
  }
  const asked = rows.findIndex((row) => row.id === turn.questionId)
  const replaced = rows.findIndex((row) => row.id === turn.replaces)
  const before = asked !== -1 ? rows.slice(0, asked + 1) : replaced === -1 ? rows : rows.slice(0, replaced)
  return [...before, ...(asked === -1 && turn.question !== null ? [turn.question] : []), answer]
}
