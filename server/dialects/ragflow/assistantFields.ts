import { z } from 'zod'
import { type Assistant, type AssistantDraft, type AssistantPatch, defaultInstructions, knowledgeKey, modelParametersSchema } from '@/server/assistants/schema'
import type { Owner } from '@/server/auth/actor'
import { avatarFrom } from '@/server/dialects/ragflow/avatar'
import { flagSchema, hexOf, idsOf, ownersOf, type Spelling, timesOf } from '@/server/dialects/ragflow/wire'
import { AppError } from '@/server/errors'
import * as models from '@/server/models/service'
import { type RetrievalSettings, retrievalSettingsSchema } from '@/server/retrieval/schema'

const text = z.string().nullish()
const number = z.number().nullish()

const llmSchema = z.strictObject({ model_name: text, temperature: number, top_p: number, presence_penalty: number, frequency_penalty: number, max_tokens: number })
const variableSchema = z.strictObject({ key: z.string(), optional: z.boolean().default(false) })

/** The parts of the prompt, by today's names as well: system, prologue, quote, parameters. */
const promptSchema = z.strictObject({
  opener: text,
  prologue: text,
  empty_response: text,
  prompt: text,
  system: text,
  variables: z.array(variableSchema).nullish(),
  parameters: z.array(variableSchema).nullish(),
  show_quote: z.boolean().nullish(),
  quote: z.boolean().nullish(),
  similarity_threshold: number,
  keywords_similarity_weight: number,
  top_n: number,
  top_k: number,
  rerank_model: text,
  /** Questions are always understood from their conversation. */
  refine_multiturn: z.literal(true, 'cannot be switched off here; leave it out').nullish(),
  reasoning: z.literal(false, 'is not built here; leave it out').nullish(),
  tts: z.literal(false, 'is not built here; leave it out').nullish(),
  web_search_provider: text,
  tavily_api_key: z.literal('', 'is set by the operator of this server; leave it out').nullish(),
})

/** A chat, which is an assistant here. Its times are the server's. */
export const chatSchema = z.strictObject({
  id: text,
  name: text,
  avatar: text,
  description: text,
  do_refer: z.union([z.literal('').transform(() => null), flagSchema]).nullish(),
  icon: text,
  knowledgebases: z.array(z.looseObject({ id: z.string() })).nullish(),
  datasets: z.array(z.looseObject({ id: z.string() })).nullish(),
  dataset_ids: z.array(z.string()).nullish(),
  language: text,
  llm: llmSchema.nullish(),
  llm_id: text,
  llm_setting: llmSchema.omit({ model_name: true }).nullish(),
  prompt: promptSchema.nullish(),
  prompt_config: promptSchema.nullish(),
  prompt_type: z.enum(['simple', 'advanced'], 'is simple or advanced').nullish(),
  status: z.literal('1', 'is 1; delete the chat to take it away').nullish(),
  top_k: number,
  top_n: number,
  similarity_threshold: number,
  vector_similarity_weight: number,
  rerank_id: text,
  tenant_id: text,
  create_date: z.unknown().optional(),
  create_time: z.unknown().optional(),
  update_date: z.unknown().optional(),
  update_time: z.unknown().optional(),
})
export type Chat = z.output<typeof chatSchema>

/** How a chat of RAGFlow searches unless it says otherwise. */
const usualRetrieval = retrievalSettingsSchema.parse({ candidates: 1_024, scoreThreshold: 0.2, vectorWeight: 0.3 })

/** What is said of a chat, as a change of an assistant: only what is there. @throws AppError invalid. */
export async function patchFrom(actor: Owner, chat: Chat, before: Assistant | null): Promise<Omit<AssistantPatch, 'id'>> {
  const prompt = { ...chat.prompt_config, ...chat.prompt }
  const bases = chat.dataset_ids ?? (chat.knowledgebases ?? chat.datasets)?.map(({ id }) => id)
  const instructions = prompt.prompt ?? prompt.system
  const variables = prompt.variables ?? prompt.parameters
  const quotes = prompt.show_quote ?? prompt.quote ?? chat.do_refer
  const opener = prompt.opener ?? prompt.prologue
  const modelName = chat.llm?.model_name ?? chat.llm_id
  const retrieval = retrievalFrom(chat, before?.retrieval ?? usualRetrieval)
  const parameters = parametersFrom({ ...chat.llm_setting, ...chat.llm })
  return {
    ...(chat.name == null ? {} : { name: chat.name }),
    ...(chat.avatar === undefined && chat.icon === undefined ? {} : { avatar: avatarFrom(chat.avatar ?? chat.icon) }),
    ...(chat.description == null ? {} : { description: chat.description }),
    ...(chat.language === undefined ? {} : { language: chat.language === '' ? null : (chat.language ?? null) }),
    ...(bases == null ? {} : { knowledgeBaseIds: idsOf(bases, 'dataset') }),
    ...(modelName == null || modelName === '' ? {} : { modelId: await modelOf(actor, modelName) }),
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
    ...(instructions == null ? {} : { instructions }),
    ...(variables == null ? {} : { variables: variables.filter(({ key }) => key !== knowledgeKey).map(({ key, optional }) => ({ key, isOptional: optional })) }),
    ...(chat.prompt_type == null ? {} : { promptType: chat.prompt_type }),
    ...(opener == null ? {} : { opener }),
    ...(prompt.empty_response == null ? {} : { emptyResponse: prompt.empty_response }),
    ...(quotes == null ? {} : { showsQuotes: quotes }),
    ...(prompt.web_search_provider === undefined ? {} : { searchesWeb: (prompt.web_search_provider ?? '') !== '' }),
    ...(before !== null && JSON.stringify(retrieval) === JSON.stringify(before.retrieval) ? {} : { retrieval }),
  }
}

/** The same as a new assistant, with what RAGFlow takes where nothing is said. */
export async function draftFrom(actor: Owner, chat: Chat): Promise<AssistantDraft> {
  const { name = '', ...patch } = await patchFrom(actor, chat, null)
  const parameters = { ...modelParametersSchema.parse({}), ...patch.parameters }
  return { opener: 'Hi! I am your assistant, what can I do for you?', description: 'A helpful Assistant', instructions: defaultInstructions, ...patch, name, parameters }
}

async function modelOf(actor: Owner, name: string): Promise<string> {
  try {
    return (await models.resolve(actor, { modelId: name })).id
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') throw new AppError('invalid', 'the model_name does not exist.', { cause: error })
    throw error
  }
}

function parametersFrom({ temperature, top_p, presence_penalty, frequency_penalty, max_tokens }: z.output<typeof llmSchema>): NonNullable<AssistantPatch['parameters']> {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(top_p === undefined ? {} : { topP: top_p }),
    ...(presence_penalty === undefined ? {} : { presencePenalty: presence_penalty }),
    ...(frequency_penalty === undefined ? {} : { frequencyPenalty: frequency_penalty }),
    ...(max_tokens === undefined ? {} : { maxTokens: max_tokens }),
  }
}

/** RAGFlow's keywords weigh what the vectors leave; its top_k are candidates, its top_n what a model is given. */
function retrievalFrom(chat: Chat, before: RetrievalSettings): RetrievalSettings {
  const prompt = { ...chat.prompt_config, ...chat.prompt }
  const keywords = prompt.keywords_similarity_weight
  const vectorWeight = keywords == null ? chat.vector_similarity_weight : 1 - keywords
  const [limit, candidates, scoreThreshold, rerank] = [prompt.top_n ?? chat.top_n, chat.top_k ?? prompt.top_k, prompt.similarity_threshold ?? chat.similarity_threshold, prompt.rerank_model ?? chat.rerank_id]
  const result = retrievalSettingsSchema.safeParse({
    ...before,
    ...(limit == null ? {} : { limit }),
    ...(candidates == null ? {} : { candidates }),
    ...(scoreThreshold == null ? {} : { scoreThreshold }),
    // 1 - 0.7 is not quite 0.3.
    ...(vectorWeight == null ? {} : { vectorWeight: Math.round(vectorWeight * 1e9) / 1e9 }),
    ...(rerank == null ? {} : { rerank: rerank === '' ? 'auto' : rerank.includes('/') ? rerank : `rerank/${rerank}` }),
  })
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new AppError('invalid', `prompt: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is wrong'}`)
}

/** An assistant in the words of RAGFlow; `datasets` are its bases. */
export function chatOf(actor: Owner, assistant: Assistant, datasets: readonly { readonly id: string }[], spelling: Spelling) {
  const retrieval = assistant.retrieval ?? retrievalSettingsSchema.parse({})
  const { temperature, topP, presencePenalty, frequencyPenalty, maxTokens } = assistant.parameters
  return {
    avatar: assistant.avatar ?? '',
    ...timesOf(assistant),
    description: assistant.description,
    do_refer: assistant.showsQuotes ? '1' : '0',
    id: hexOf(assistant.id),
    ...(spelling === 'seed' ? { knowledgebases: datasets } : { datasets, dataset_ids: datasets.map(({ id }) => id) }),
    language: assistant.language ?? 'English',
    llm: { model_name: assistant.modelId === null ? null : assistant.modelId.slice(assistant.modelId.indexOf('/') + 1), temperature, top_p: topP, presence_penalty: presencePenalty, frequency_penalty: frequencyPenalty, max_tokens: maxTokens },
    name: assistant.name,
    prompt: {
      opener: assistant.opener,
      empty_response: assistant.emptyResponse,
      prompt: assistant.instructions,
      variables: [...(assistant.instructions.includes(`{${knowledgeKey}}`) ? [{ key: knowledgeKey, optional: true }] : []), ...assistant.variables.map(({ key, isOptional }) => ({ key, optional: isOptional }))],
      show_quote: assistant.showsQuotes,
      similarity_threshold: retrieval.scoreThreshold,
      keywords_similarity_weight: retrieval.vectorWeight === null ? null : Math.round((1 - retrieval.vectorWeight) * 1e9) / 1e9,
      top_n: retrieval.limit,
      rerank_model: retrieval.rerank.includes('/') ? retrieval.rerank.replace(/^rerank\//, '') : '',
      ...(assistant.searchesWeb ? { web_search_provider: 'default' } : {}),
    },
    prompt_type: assistant.promptType,
    status: '1',
    tenant_id: ownersOf(actor).tenant_id,
    top_k: retrieval.candidates,
  }
}
