import type { AnswerDraft } from '@/server/conversations/answers'

/** An answer that this process is writing: its readers look at `draft`, and `abort` stops it. */
export interface LiveAnswer {
  draft: AnswerDraft
  readonly abort: AbortController
  /** Resolves when the last word is saved. */
  done: Promise<void>
}

declare global {
  var parleyLiveAnswers: Map<string, LiveAnswer> | undefined
}

/** By answer id. On globalThis because routes and procedures are bundled apart. An answer of another process is read from its row instead. */
export const liveAnswers: Map<string, LiveAnswer> = (globalThis.parleyLiveAnswers ??= new Map())
