import { isListOf, isRecord, isText } from '@/components/api/json'
import type { RouterOutputs } from '@/server/router'

export type KnowledgeBase = RouterOutputs['knowledge']['list'][number]

/** What a question is sent with. `rewrite`: whether a follow-up may be searched for in other words; true unless it is said. `searchesWeb`: whether the internet is searched as well. */
export interface Choice {
  knowledgeBaseIds: string[]
  modelId: string | null
  rewrite?: boolean
  searchesWeb?: boolean
}

/** A choice as it was kept; null where it is none of ours, or from another time. */
export function choiceFrom(kept: unknown): Choice | null {
  if (!isRecord(kept)) return null
  const { knowledgeBaseIds, modelId, rewrite, searchesWeb } = kept
  if (!isListOf(knowledgeBaseIds, isText) || !(modelId === null || isText(modelId))) return null
  return { knowledgeBaseIds, modelId, ...(typeof rewrite === 'boolean' ? { rewrite } : {}), ...(typeof searchesWeb === 'boolean' ? { searchesWeb } : {}) }
}

export type Readiness = 'ready' | 'partly' | 'reading' | 'failed' | 'empty'

/** Whether a base can be searched: one ready document is enough. */
export function readinessOf(base: Pick<KnowledgeBase, 'documentCount' | 'readyCount' | 'liveCount'>): Readiness {
  if (base.documentCount === 0) return 'empty'
  if (base.readyCount === base.documentCount) return 'ready'
  if (base.readyCount > 0) return 'partly'
  return base.liveCount > 0 ? 'reading' : 'failed'
}

/** What a new chat begins with: what was used last, as far as it still exists; else the only base there is. */
export function firstChoice(last: Choice | null, bases: readonly KnowledgeBase[]): Choice {
  const known = (last?.knowledgeBaseIds ?? []).filter((id) => bases.some((base) => base.id === id))
  const only = bases.length === 1 ? bases.map((base) => base.id) : []
  return { knowledgeBaseIds: known.length > 0 ? known : only, modelId: last?.modelId ?? null, ...habitOf(last) }
}

/** What somebody does not want once is not wanted in the next conversation either. */
export function habitOf(last: Choice | null): Pick<Choice, 'rewrite'> {
  return last?.rewrite === false ? { rewrite: false } : {}
}
