import * as answers from '@/server/conversations/answers'
import { type LiveAnswer, liveAnswers } from '@/server/chat/liveAnswers'
import { log } from '@/server/log'

/** How far the row may be behind the text: what a kill can cost. */
const saveEveryMs = 250
/** A process saves that often for so many answers, and less often each for more: two hundred at once would wait for the disk otherwise. */
const answersAtFullPace = 25
/** How often a silent answer says that it lives, and looks whether it was asked to stop. */
const beatEveryMs = 500
/** An answer whose writer is silent for longer is interrupted. */
export const answerLeaseMs = 10_000

export const answerLease = (worker: string): { worker: string; leaseUntil: Date } => ({ worker, leaseUntil: new Date(Date.now() + answerLeaseMs) })

export interface Saver {
  /** Ends the saving and tells how many citations are saved. */
  finish(): Promise<number>
}

/** Saves a live answer while it grows. Aborts it when its row was asked to stop, was taken away, or is gone. */
export function startSaver(answerId: string, live: LiveAnswer, worker: string): Saver {
  // An answer that goes on has its first ones saved.
  let savedCitations = live.draft.citations.length
  let savedDraft = live.draft
  let savedAt = Date.now()
  let saving = Promise.resolve()

  const save = async (): Promise<void> => {
    const { draft } = live
    try {
      const { isOurs, stopRequested } = await answers.save(answerId, draft, savedCitations, answerLease(worker))
      savedCitations = draft.citations.length
      savedDraft = draft
      savedAt = Date.now()
      if (!isOurs) live.abort.abort('lost')
      else if (stopRequested) live.abort.abort('stopped')
    } catch (error) {
      // The next beat tries again with the whole text; the answer itself goes on.
      log.error('an answer could not be saved', error, { answerId })
    }
  }

  let isSaving = false
  const timer = setInterval(() => {
    const pace = Math.max(1, liveAnswers.size / answersAtFullPace)
    const sinceSaved = Date.now() - savedAt
    if (isSaving || sinceSaved < saveEveryMs * (pace - 1) || (live.draft === savedDraft && sinceSaved < beatEveryMs)) return
    isSaving = true
    saving = save().finally(() => (isSaving = false))
  }, saveEveryMs)

  return {
    finish: async () => {
      clearInterval(timer)
      await saving
      return savedCitations
    },
  }
}
