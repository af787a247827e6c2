import * as assistants from '@/server/assistants/service'
import type { Actor } from '@/server/auth/actor'
import { AppError } from '@/server/errors'
import { idSchema } from '@/server/ids'
import * as models from '@/server/models/service'

/** The id of an assistant among models. */
const prefix = 'assistant/'

/** A model as OpenAI describes one, with what it is called here. */
export interface OpenAIModel {
  readonly id: string
  readonly object: 'model'
  /** Seconds; the models of providers do not say. */
  readonly created: number
  readonly owned_by: string
  readonly name: string
}

/** The chat models, the default first; the assistants; the embedding model. */
export async function listModels(actor: Actor): Promise<OpenAIModel[]> {
  const [{ chat, embedding }, mine] = await Promise.all([models.overview(actor), assistants.list(actor)])
  return [
    ...chat.map(({ id, name, provider }) => ({ id, object: 'model', created: 0, owned_by: provider, name }) as const),
    ...mine.map(({ id, name, updatedAt }) => ({ id: prefix + id, object: 'model', created: Math.floor(updatedAt.getTime() / 1_000), owned_by: actor.username, name }) as const),
    { id: embedding.model, object: 'model', created: 0, owned_by: embedding.model.split('/')[0] ?? '', name: embedding.model },
  ]
}

/** @throws AppError not_found. */
export async function getModel(actor: Actor, id: string): Promise<OpenAIModel> {
  const found = (await listModels(actor)).find((model) => model.id === id)
  if (found === undefined) throw unknownModel(id)
  return found
}

/** Who is to answer: an assistant, or a model by its id or, where that is clear, by its name alone. @throws AppError not_found. */
export async function answererOf(actor: Actor, model: string): Promise<{ assistantId: string } | { modelId: string }> {
  if (model.startsWith(prefix)) {
    const id = idSchema.safeParse(model.slice(prefix.length))
    if (!id.success) throw unknownModel(model)
    await assistants.get(actor, id.data).catch((error: unknown) => {
      throw error instanceof AppError && error.kind === 'not_found' ? unknownModel(model) : error
    })
    return { assistantId: id.data }
  }
  const { chat } = await models.overview(actor)
  const found = chat.find(({ id }) => id === model) ?? chat.find(({ name }) => name === model)
  if (found === undefined) throw unknownModel(model)
  return { modelId: found.id }
}

export const unknownModel = (model: string): AppError => new AppError('not_found', `The model ${model.slice(0, 100)} does not exist; GET /api/openai/v1/models lists those that do`)
