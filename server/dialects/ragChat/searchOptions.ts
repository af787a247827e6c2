import { z } from 'zod'
import * as models from '@/server/models/service'
import { type RetrievalSettings, retrievalSettingsSchema, type SearchMode } from '@/server/retrieval/schema'

const modes = { SIMILARITY: 'similarity', HYBRID: 'hybrid', MMR: 'mmr' } as const satisfies Record<string, SearchMode>

const kSchema = z.int('k is a whole number').min(1, 'k is 1 or more').max(64, 'k is 64 at most')

export const searchOptionsSchema = z
  .strictObject({
    search_type: z.enum(['SIMILARITY', 'HYBRID', 'MMR'], 'search_type is SIMILARITY, HYBRID or MMR').optional(),
    k: kSchema.default(4),
    score_threshold: z.number().min(0, 'score_threshold is between 0 and 1').max(1, 'score_threshold is between 0 and 1').default(0.7),
    rerank: z.boolean().default(false),
    fetch_k: z.int().min(1).max(1_024, 'fetch_k is 1,024 at most').optional(),
    lambda_mult: z.number().min(0, 'lambda_mult is between 0 and 1').max(1, 'lambda_mult is between 0 and 1').default(0.5),
  })
  .refine(({ k, fetch_k }) => fetch_k === undefined || fetch_k >= k, 'fetch_k is k or more')
export type SearchOptions = z.infer<typeof searchOptionsSchema>

const usualFetchK = 20
const usualCandidates = 64

/**
 * The score of this system is (1 + relevance) / 2, so that 0.7, its default, is a cosine of 0.4: many embedding models give no passage
 * more than 0.6. Without a kind of search it is by meaning where there is a learned model for it, and by words where there is none.
 */
export async function settingsFor(options: SearchOptions): Promise<RetrievalSettings> {
  const { embedding, reranker } = await models.overview()
  const mode = options.search_type === undefined ? (embedding.isBuiltin ? 'hybrid' : 'similarity') : modes[options.search_type]
  return retrievalSettingsSchema.parse({
    mode,
    limit: options.k,
    candidates: mode === 'mmr' ? (options.fetch_k ?? Math.max(options.k, usualFetchK)) : Math.max(options.fetch_k ?? 0, usualCandidates),
    scoreThreshold: Math.max(0, 2 * options.score_threshold - 1),
    lambda: options.lambda_mult,
    rerank: options.rerank ? (reranker ?? 'lexical') : 'auto',
  })
}
