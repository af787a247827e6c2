import { z } from 'zod'
import { AppError } from '@/server/errors'

/** A server that orders texts by a question: Cohere, Jina, vLLM and others by their shape, or Text Embeddings Inference. */
export interface RerankServer {
  /** `/rerank` is appended. */
  readonly baseUrl: string
  /** Text Embeddings Inference serves one model, and is told none. */
  readonly model: string | undefined
  readonly apiKey: string | undefined
  /** Another way to reach it than straight. */
  readonly fetch?: typeof fetch | undefined
}

/** A text by its place, and how well it answers, 0..1. */
export interface RerankScore {
  readonly index: number
  readonly score: number
}

const score = z.number().transform((value) => Math.min(1, Math.max(0, value)))
const answerSchema = z.union([
  z.object({ results: z.array(z.object({ index: z.int(), relevance_score: score })) }).transform(({ results }) => results.map(({ index, relevance_score }) => ({ index, score: relevance_score }))),
  z.array(z.object({ index: z.int(), score })),
])

/** How well each text answers a question, best first. @throws AppError upstream_failed when the server does not serve. */
export async function rerankByServer(server: RerankServer, question: string, texts: readonly string[], signal: AbortSignal): Promise<RerankScore[]> {
  const { baseUrl, model, apiKey, fetch: through = fetch } = server
  const body = model === undefined ? { query: question, texts, truncate: true } : { model, query: question, documents: texts, top_n: texts.length }
  const response = await through(`${baseUrl}/rerank`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }) },
    body: JSON.stringify(body),
    signal,
  }).catch((cause: unknown) => {
    throw new AppError('upstream_failed', 'The reranker cannot be reached; check RERANK_BASE_URL', { cause })
  })
  if (!response.ok) throw new AppError('upstream_failed', `The reranker failed (${response.status}); check RERANK_BASE_URL, RERANK_MODEL and RERANK_API_KEY`)
  const answer = answerSchema.safeParse(await response.json().catch(() => null))
  if (!answer.success) throw new AppError('upstream_failed', 'The reranker gave an answer that is not understood; check RERANK_BASE_URL', { cause: answer.error })
  return answer.data.toSorted((a, b) => b.score - a.score)
}
