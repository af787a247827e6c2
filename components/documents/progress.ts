import { documentStateTable, ingestionStages } from '@/server/documents/facts'
import type { Document, LiveAttempt } from '@/server/documents/schema'

/** The sentence of a document's state, a key of `knowledge.state`, and how much of the stage is done, 0 to 1, where that is known. */
export interface Progress {
  readonly sentence: 'unread' | 'queued' | 'parsing' | 'parsingPages' | 'embedding' | 'embeddingPassages' | 'ready' | 'failed' | 'cancelled'
  readonly ratio: number | null
}

/** What a document is doing, in its real units; a stage that has not counted yet says only what it is. */
export function progressOf({ state, unitsDone, unitsTotal }: Pick<Document, 'state' | 'unitsDone' | 'unitsTotal'>): Progress {
  const ratio = unitsTotal > 0 ? Math.min(1, unitsDone / unitsTotal) : null
  const { unit } = documentStateTable[state]
  // A text without pages is one page long: "page 1 of 1" would say nothing.
  if (unit === 'pages' && unitsTotal > 1 && unitsDone > 0) return { sentence: 'parsingPages', ratio }
  if (unit === 'chunks' && unitsTotal > 0) return { sentence: 'embeddingPassages', ratio }
  return { sentence: state, ratio: null }
}

/** How full each stage is, 0 to 1, in their order. One that has begun and does not know how much there is counts as half, and as whole when a later one has begun. */
export function stageRatios(stages: LiveAttempt['stages']): number[] {
  const readingIsOver = stages.some(({ stage }) => stage === 'embed')
  return ingestionStages.map((name) => {
    const stage = stages.find((entry) => entry.stage === name)
    if (stage === undefined) return 0
    if (readingIsOver && (name === 'read' || name === 'split')) return 1
    if (stage.unitsTotal === 0) return stage.units === 0 ? 0 : 0.5
    return Math.min(1, stage.units / stage.unitsTotal)
  })
}
