import { useCallback } from 'react'
import { changeWaiting, settledWaiting, useWaiting, type Waiting } from '@/components/attachments/attachmentStore'

export interface Attach {
  readonly waiting: readonly Waiting[]
  readonly add: (files: readonly File[], maxBytes: number) => void
  /** The files once none of them is on its way or being read. @throws the reason of `signal` when that is aborted. */
  readonly settled: (signal: AbortSignal) => Promise<readonly Waiting[]>
  /** After a question took the ready ones along. */
  readonly sent: () => void
}

/** The files of the next question of a chat. What reads and sends files is loaded with the first one. */
export function useAttach(conversationId: string | null): Attach {
  const waiting = useWaiting(conversationId)
  const add = useCallback(
    (files: readonly File[], maxBytes: number) => {
      if (files.length > 0) void import('@/components/attachments/addFiles').then(({ addFiles }) => addFiles(conversationId, files, maxBytes))
    },
    [conversationId],
  )
  const sent = useCallback(() => {
    // Those that failed stay in sight where the chat goes on in its place; a new one begins without.
    changeWaiting(conversationId, (list) => list.filter(({ state }) => state === 'failed' && conversationId !== null))
  }, [conversationId])
  const settled = useCallback((signal: AbortSignal) => settledWaiting(conversationId, signal), [conversationId])
  return { waiting, add, settled, sent }
}
