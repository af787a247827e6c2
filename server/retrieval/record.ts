import type { Hit, Retrieval, RetrievalRecord, RetrievalRequest } from '@/server/retrieval/schema'

const digits = 10_000
const rounded = (value: number): number => Math.round(value * digits) / digits

/** What is kept of a retrieval with the answer that rests on it. Scores keep four digits. */
export function recordOf({ question, knowledgeBaseIds, settings }: RetrievalRequest, { hits, rerank, cut }: Retrieval): RetrievalRecord {
  return { question, knowledgeBaseIds, settings, rerank, cut: cut && { ...cut, score: rounded(cut.score) }, hits: hits.map(kept) }
}

function kept({ chunkId, documentId, score, coverage, similarity, relevance, stages }: Hit): RetrievalRecord['hits'][number] {
  const short = Object.entries(stages).flatMap(([name, stage]) => (stage === undefined ? [] : [[name, { ...stage, score: rounded(stage.score) }] as const]))
  const fit = { score: rounded(score), coverage: rounded(coverage), similarity: similarity === null ? null : rounded(similarity), relevance: rounded(relevance) }
  return { chunkId, documentId, ...fit, stages: Object.fromEntries(short) }
}
