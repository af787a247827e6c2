/** queued waits for the answer before it; pending and streaming are alive; the others are final. */
export const answerStatuses = ['queued', 'pending', 'streaming', 'complete', 'stopped', 'interrupted', 'failed'] as const
export type AnswerStatus = (typeof answerStatuses)[number]

/** It is being written. */
export function isLive(status: AnswerStatus): boolean {
  return status === 'pending' || status === 'streaming'
}

/** It is as it will stay. */
export function isFinal(status: AnswerStatus): boolean {
  return status !== 'queued' && !isLive(status)
}

/** As many as can be handled at once. */
export const maxConversationsAtOnce = 500
