import type { Owner } from '@/server/auth/actor'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'
import { metered } from '@/server/models/metered'
import { rerankByServer, type RerankScore, type RerankServer } from '@/server/models/providers/rerank'
import { rerankByChat } from '@/server/models/providers/rerankByChat'
import { type Catalogue, catalogue, operatorServer } from '@/server/models/registry/catalogue'
import { chatModel, resolve } from '@/server/models/resolve'
import { termsOf } from '@/server/models/terms'
import { countTokens } from '@/server/text/tokens'
import { paid } from '@/server/usage/hold'

type Rerank = (model: string, question: string, texts: readonly string[], signal: AbortSignal) => Promise<RerankScore[]>

/** The id of the reranker that RERANK_BASE_URL and RERANK_MODEL name; undefined when they name none. */
const configuredReranker = config.rerank === undefined ? undefined : `rerank/${config.rerank.model ?? 'server'}`

/** The rerankers that are no chat models. */
export function rerankers({ models }: Catalogue): { id: string; label: string }[] {
  const registered = models.filter(({ kind, isServed }) => kind === 'rerank' && isServed)
  return [...(configuredReranker === undefined ? [] : [{ id: configuredReranker, label: config.rerank?.model ?? configuredReranker }]), ...registered]
}

/** What reranks where somebody wants it and chose none: as an administrator said, else as RERANK_BASE_URL says; null: nothing. */
export function usualReranker(known: Catalogue): string | null {
  const { rerank: wanted } = known.usual
  const isThere = rerankers(known).some(({ id }) => id === wanted) || known.models.some(({ id, kind, isServed }) => id === wanted && kind === 'chat' && isServed)
  return (isThere ? wanted : configuredReranker) ?? null
}

/**
 * How well each text answers a question by the reranker or the chat model of an id, best first; what has no score was left out.
 * @throws AppError when it is not configured, or does not serve.
 */
export const rerank: Rerank = (model, question, texts, signal) => rerankBy(null, model, question, texts, signal)

/** The same on behalf of somebody: with a chat model that is theirs to use. */
export const rerankFor =
  (owner: Owner): Rerank =>
  (model, question, texts, signal) =>
    rerankBy(owner, model, question, texts, signal)

async function rerankBy(owner: Owner | null, id: string, question: string, texts: readonly string[], signal: AbortSignal): Promise<RerankScore[]> {
  const server = await rerankServer(id)
  if (owner === null) return server === undefined ? rerankByChat((await chatModel(id)).model, question, texts, signal) : rerankByServer(server, question, texts, signal)
  const about = { userId: owner.userId, usage: 'rerank' } as const
  if (server === undefined) return rerankByChat(metered(await resolve(owner, { modelId: id }), about).model, question, texts, signal)
  // Rerankers tell no tokens: the question goes with each of the texts.
  const tokens = { inputTokens: texts.length * countTokens(question) + texts.reduce((sum, text) => sum + countTokens(text), 0), outputTokens: 0 }
  return paid({ ...about, terms: await termsOf(id) }, tokens, async () => ({ result: await rerankByServer(server, question, texts, signal), tokens }))
}

async function rerankServer(id: string): Promise<RerankServer | undefined> {
  if (id === configuredReranker) return config.rerank
  const { models } = await catalogue()
  const model = models.find((candidate) => candidate.id === id && candidate.kind === 'rerank')
  if (model?.isServed === true) return { ...operatorServer(model.provider), model: model.name }
  if (id.startsWith('rerank/')) throw new AppError('unavailable', `The reranker ${id} is not configured; choose another one, or set RERANK_BASE_URL and RERANK_MODEL`)
  return undefined
}
