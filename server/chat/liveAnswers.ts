import type { Owner } from '@/server/auth/actor'
import { emptyDraft } from '@/server/chat/draft'
import type { AnswerDraft } from '@/server/conversations/answers'
import type { OpenTurn } from '@/server/conversations/turns'

/** How an answer was opened, a moment ago. */
export interface Opening {
  readonly owner: Owner
  readonly turn: OpenTurn
  readonly modelId: string | null
}

/** An answer that this process is writing: its readers look at `draft`, and `abort` stops it. */
export class LiveAnswer {
  readonly abort = new AbortController()
  /** Resolves when the last word is saved. */
  done: Promise<void> = Promise.resolve()
  #draft: AnswerDraft
  #hasEnded = false
  readonly #waiting = new Set<() => void>()
  #opening: Opening | undefined

  constructor(draft: AnswerDraft = emptyDraft, opening?: Opening) {
    this.#draft = draft
    this.#opening = opening
  }

  /** What its first reader, who mostly is who asked, need not look for; undefined for everybody else, and for those who come later. */
  takeOpening({ userId, tenantId }: Owner): Opening | undefined {
    const opening = this.#opening
    if (opening === undefined || opening.owner.userId !== userId || opening.owner.tenantId !== tenantId) return undefined
    this.#opening = undefined
    return opening
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
