// The one place where test questions meet the retrieval.
import type { Owner } from '@/server/auth/actor'
import { retrieve } from '@/server/retrieval/retrieve'
import type { FallStage, Retrieval, RetrievalSettings } from '@/server/retrieval/schema'

/** What a run asks: an index of a base, and how it is searched. */
export interface Asked {
  readonly knowledgeBaseId: string
  readonly indexId: string
  readonly settings: RetrievalSettings
}

/** Whether a model outside orders the passages. */
export const asksReranker = ({ rerank }: RetrievalSettings): boolean => rerank.includes('/')

/** What one test question finds. */
export async function ask(owner: Owner, { knowledgeBaseId, indexId, settings }: Asked, question: string, signal: AbortSignal): Promise<Retrieval> {
  return retrieve(owner, { question, knowledgeBaseIds: [knowledgeBaseId], indexId, settings }, {}, signal)
}

/**
 * Where chunks fell out that a question did not find. It is asked once more, because a trace costs time and the time is measured; where
 * a model orders the passages, which costs money too, nothing is said.
 */
export async function whereFell(owner: Owner, { knowledgeBaseId, indexId, settings }: Asked, question: string, chunkIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, FallStage>> {
  if (chunkIds.length === 0 || asksReranker(settings)) return new Map()
  const { trace } = await retrieve(owner, { question, knowledgeBaseIds: [knowledgeBaseId], indexId, settings, trace: true }, {}, signal)
  const fates = new Map((trace ?? []).map(({ chunkId, fell }) => [chunkId, fell]))
  return new Map(chunkIds.map((chunkId) => [chunkId, fates.get(chunkId) ?? 'notCandidate']))
}
