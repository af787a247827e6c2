import type { Owner } from '@/server/auth/actor'
import { compared } from '@/server/evaluation/compare'
import * as questions from '@/server/evaluation/questions'
import * as runs from '@/server/evaluation/runs'
import type { Comparison } from '@/server/evaluation/schema'
import { activeIndex } from '@/server/knowledge/indexes'

export interface GateVerdict {
  /** The test questions find as much with the candidate as with the active index, or more. */
  readonly passes: boolean
  /** The active index (a) beside the candidate (b), the questions that got worse first; null when there is no test question. */
  readonly comparison: Comparison | null
}

/** Recalls are sums of fractions: less than this is rounding. */
const rounding = 1e-9

/**
 * Whether another index may take over: over all test questions, with the base's own settings, no less of what is expected is found.
 * A question may lose what another one gains, or else no other way of cutting would ever pass a large set; a lower rank among what is
 * returned is no loss, because an answer is given all of it. Runs that still hold are taken, the others are made, which takes its time.
 * @throws AppError not_found, and what the retrieval throws.
 */
export async function gateVerdict(owner: Owner, knowledgeBaseId: string, candidateIndexId: string, signal?: AbortSignal): Promise<GateVerdict> {
  await activeIndex(owner, knowledgeBaseId)
  if ((await questions.all(knowledgeBaseId)).length === 0) return { passes: true, comparison: null }
  const active = await runs.completed(owner, { knowledgeBaseId }, signal)
  const candidate = await runs.completed(owner, { knowledgeBaseId, indexId: candidateIndexId }, signal)
  const comparison = compared(active, candidate)
  return { passes: (comparison.difference?.recall ?? 0) >= -rounding, comparison }
}
