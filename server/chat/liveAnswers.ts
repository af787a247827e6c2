import { emptyDraft } from '@/server/chat/draft'
import type { AnswerDraft } from '@/server/conversations/answers'

/** An answer that this process is writing: its readers look at `draft`, and `abort` stops it. */
export class LiveAnswer {
  readonly abort = new AbortController()
  /** Resolves when the last word is saved. */
  done: Promise<void> = Promise.resolve()
  #draft: AnswerDraft
  #hasEnded = false
  readonly #waiting = new Set<() => void>()

  constructor(draft: AnswerDraft = emptyDraft) {
    this.#draft = draft
  }

  get draft(): AnswerDraft {
    return this.#draft
  }

  set draft(draft: AnswerDraft) {
    this.#draft = draft
    this.#wake()
  }

  /** Says that its row knows more than this. */
  end(): void {
    this.#hasEnded = true
    this.#wake()
  }

  /** Resolves when the draft is not the one that is known any more, when the answer has ended, or when the signal aborts. */
  changedFrom(known: AnswerDraft, signal: AbortSignal): Promise<void> {
    if (this.#draft !== known || this.#hasEnded || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake()
  }
}

declare global {
  var parleyLiveAnswers: Map<string, LiveAnswer> | undefined
}

/** By answer id. On globalThis because routes and procedures are bundled apart. An answer of another process is read from its row instead. */
export const liveAnswers: Map<string, LiveAnswer> = (globalThis.parleyLiveAnswers ??= new Map())
