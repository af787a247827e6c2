import { setTimeout as pause } from 'node:timers/promises'

/** What a round finds; after a repair, what it did about it. */
export interface Findings {
  /** Chunks and pieces of text of versions that nobody reads. */
  rows: number
  /** Rows of the vector store that belong to no chunk, or are there twice. */
  vectors: number
  /** Files that no document names. */
  files: number
  /** Documents with chunks that the vector store does not have. Repaired: written into it again. */
  unindexed: number
  /** Documents that seem to be worked on while no job is for them. Repaired: queued again. */
  stuck: number
  /** Documents whose counts are not those of their chunks. Repaired: counted again. */
  miscounted: number
  /** Documents whose file is gone. Nothing can be done but uploading it again. */
  lost: number
}

export const nothing: Findings = { rows: 0, vectors: 0, files: 0, unindexed: 0, stuck: 0, miscounted: 0, lost: 0 }

/** How a round goes. */
export interface Round {
  readonly repairs: boolean
  /** Between two small pieces of work: makes room for others. @throws when the round is to end. */
  step(): Promise<void>
}

export function newRound({ repairs, signal, pauseMs }: { repairs: boolean; signal: AbortSignal; pauseMs: number }): Round {
  return {
    repairs,
    step: async () => {
      await pause(pauseMs, undefined, { signal })
    },
  }
}
