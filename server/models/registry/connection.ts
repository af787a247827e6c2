import { generateText } from 'ai'
import { publicError } from '@/server/errors'
import { notFound } from '@/server/errors'
import { log } from '@/server/log'
import { embed } from '@/server/models/embedding'
import { providerFailure } from '@/server/models/providerFailure'
import { listAt } from '@/server/models/registry/models'
import type { Connection } from '@/server/models/registry/schema'
import { snapshot } from '@/server/models/registry/snapshot'
import { rerank } from '@/server/models/reranking'
import { chatModel } from '@/server/models/resolve'
import { builtinChatModelId, type ModelKind } from '@/server/models/schema'

const patienceMs = 20_000

/** Whether a provider answers with the operator's key. */
export function testProvider(id: string): Promise<Connection> {
  return timed(async () => {
    const { length } = await listAt(id)
    return length === 1 ? 'It lists 1 model' : `It lists ${length} models`
  })
}

/** Whether a model does what it is for: a few words, a vector, or an order of two texts. @throws AppError not_found. */
export async function testModel(id: string): Promise<Connection> {
  const { models } = await snapshot()
  const row = models.find((model) => model.id === id)
  if (row === undefined) throw notFound('model')
  return timed(() => trials[row.kind](id))
}

const trials: Readonly<Record<ModelKind, (id: string) => Promise<string>>> = {
  chat: async (id) => {
    if (id === builtinChatModelId) return 'It is part of the product'
    const { model } = await chatModel(id)
    // Some models think before they speak, so that less than this leaves them no word.
    const asked = generateText({ model, prompt: 'Answer with the one word: ready', maxOutputTokens: 64, maxRetries: 0, abortSignal: AbortSignal.timeout(patienceMs) })
    await asked.catch((cause: unknown) => {
      throw providerFailure(cause)
    })
    return 'It answers'
  },
  embedding: async (id) => {
    const [vector] = await embed(id, ['ready'], AbortSignal.timeout(patienceMs))
    return `It sends vectors of ${vector?.length ?? 0} numbers`
  },
  rerank: async (id) => {
    await rerank(id, 'Which one is red?', ['A red comet', 'A ship'], AbortSignal.timeout(patienceMs))
    return 'It puts texts in an order'
  },
}

async function timed(work: () => Promise<string>): Promise<Connection> {
  const startedAt = performance.now()
  const since = (): number => Math.round(performance.now() - startedAt)
  try {
    const message = await work()
    return { isWorking: true, latencyMs: since(), message }
  } catch (error) {
    const { kind, message } = publicError(error)
    if (kind === 'not_found') throw error
    log.warn('models.test', { kind, reason: error instanceof Error ? error.message : String(error) })
    return { isWorking: false, latencyMs: since(), message }
  }
}
