import type { Stages } from '@/server/retrieval/schema'

export type Stage = keyof Stages

/** In the order in which a passage passes them. */
const inOrder = ['text', 'vector', 'fused', 'rescored', 'mmr', 'reranked'] as const satisfies readonly Stage[]

/** The stages that took part, each with the best score that it gave. */
export interface ShownStage {
  readonly stage: Stage
  readonly best: number
}

export function shownStages(passages: readonly { readonly stages: Stages }[]): ShownStage[] {
  return inOrder.flatMap((stage) => {
    const scores = passages.flatMap(({ stages }) => stages[stage]?.score ?? [])
    return scores.length === 0 ? [] : [{ stage, best: Math.max(...scores) }]
  })
}
