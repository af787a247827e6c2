import { z } from 'zod'
import { modelIdSchema } from '@/server/models/schema'
import { retrievalSettingsSchema } from '@/server/retrieval/schema'
import { sharingSchema } from '@/server/teams/schema'
import { textSchema } from '@/server/text/schema'

/** The placeholder of the passages that were found. It is filled by us and declared by nobody. */
export const knowledgeKey = 'knowledge'

const placeholder = /\{([\p{L}_][\p{L}\p{N}_]*)\}/gu

/** The names between braces in a text, each once, in their order; `{ "a": 1 }` and other braces are text. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map(([, name = '']) => name))]
}

/** The text with its placeholders filled, in one go: what a value holds is not looked at again. A name without a value stays as it is. */
export function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(placeholder, (written, name: string) => values.get(name) ?? written)
}

export const assistantNameSchema = textSchema.trim().min(1, 'Give the assistant a name').max(128, 'A name has 128 characters at most')

/** A few letters (an emoji is one), or a small image as a data URL; no SVG, which is a program. */
export const avatarSchema = z.union(
  [textSchema.trim().min(1).max(8), z.string().max(65_535).regex(/^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/)],
  'An avatar is up to 8 letters, or a PNG, JPEG, WebP or GIF of 48 kB at most',
)

/** How a model is to speak; null leaves it to the model's provider. */
export const modelParametersSchema = z.strictObject({
  temperature: z.number().min(0).max(2).nullable().default(0.1),
  topP: z.number().min(0).max(1).nullable().default(0.3),
  presencePenalty: z.number().min(-2).max(2).nullable().default(0.4),
  frequencyPenalty: z.number().min(-2).max(2).nullable().default(0.7),
  maxTokens: z.int().min(1).max(1_000_000).nullable().default(512),
})
export type ModelParameters = z.infer<typeof modelParametersSchema>

/** Some of them; what is left out stays as it is. */
export const chosenParametersSchema = z.strictObject({
  temperature: modelParametersSchema.shape.temperature.unwrap().optional(),
  topP: modelParametersSchema.shape.topP.unwrap().optional(),
  presencePenalty: modelParametersSchema.shape.presencePenalty.unwrap().optional(),
  frequencyPenalty: modelParametersSchema.shape.frequencyPenalty.unwrap().optional(),
  maxTokens: modelParametersSchema.shape.maxTokens.unwrap().optional(),
})
export type ChosenParameters = z.infer<typeof chosenParametersSchema>

/** A model that is told nothing speaks as its provider likes. */
const asProviderLikes: ModelParameters = { temperature: null, topP: null, presencePenalty: null, frequencyPenalty: null, maxTokens: null }

/** Parameters with those in their place that were chosen. */
export function withChosen(parameters: ModelParameters | null, chosen: ChosenParameters | null): ModelParameters | null {
  return chosen === null ? parameters : { ...(parameters ?? asProviderLikes), ...chosen }
}

const variableKeySchema = textSchema
  .trim()
  .regex(/^[\p{L}_][\p{L}\p{N}_]{0,63}$/u, 'The name of a variable is letters, digits and underscores, and does not begin with a digit')
  .refine((key) => key !== knowledgeKey, 'The name “knowledge” stands for what is found; give your variable another one')

/** A placeholder of the instructions beside {knowledge}. One that is not optional is asked for before the first question. */
export const variableSchema = z.strictObject({ key: variableKeySchema, isOptional: z.boolean().default(false) })
export type Variable = z.infer<typeof variableSchema>

/** What the variables of a conversation are filled with. */
export const variableValuesSchema = z
  .record(textSchema.min(1).max(64), textSchema.max(4_000, 'The value of a variable has 4,000 characters at most'))
  .refine((values) => Object.keys(values).length <= 20, 'An assistant has 20 variables at most')
export type VariableValues = z.infer<typeof variableValuesSchema>

/** An agent that answers in the place of a model: at an address, or a module that the operator installed under a name. */
export const agentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('http'), url: z.string().trim().min(1, 'Give the address of the agent').max(2_000, 'An address has 2,000 characters at most') }),
  z.strictObject({ kind: z.literal('module'), name: z.string().min(1).max(128) }),
])
export type Agent = z.infer<typeof agentSchema>

/** What people know an agent by: the name of its module, or where it is. */
export const nameOfAgent = (agent: Agent): string => (agent.kind === 'module' ? agent.name : new URL(agent.url).host)

export const instructionsSchema = textSchema.trim().min(1, 'Write what the assistant is to do').max(50_000, 'Instructions have 50,000 characters at most')

/** What an assistant is told that was given no instructions of its own. */
export const defaultInstructions = `You answer from the knowledge below. When it does not hold the answer, say so plainly.

{knowledge}`

/** How an assistant searches unless somebody says otherwise. */
const assistantRetrievalSchema = retrievalSettingsSchema.nullable().default(() => retrievalSettingsSchema.parse({ candidates: 1_024, scoreThreshold: 0.2, vectorWeight: 0.3 }))

export const promptTypes = ['simple', 'advanced'] as const

const shape = {
  name: assistantNameSchema,
  avatar: avatarSchema.nullable().default(null),
  description: textSchema.trim().max(65_535, 'A description has 65,535 characters at most').default(''),
  /** The language it answers in; null: that of the question. */
  language: textSchema.trim().min(1).max(64, 'A language has 64 characters at most').nullable().default(null),
  knowledgeBaseIds: z.array(z.uuid()).max(20, 'An assistant searches 20 knowledge bases at most').default([]),
  modelId: modelIdSchema.nullable().default(null),
  parameters: modelParametersSchema.prefault({}),
  instructions: instructionsSchema.default(defaultInstructions),
  variables: z
    .array(variableSchema)
    .max(20, 'An assistant has 20 variables at most')
    .refine((variables) => new Set(variables.map(({ key }) => key)).size === variables.length, 'Two variables have the same name')
    .default([]),
  /** How its instructions are edited, as a client of theirs noted it. */
  promptType: z.enum(promptTypes).default('simple'),
  /** The first message of each of its conversations. */
  opener: textSchema.trim().max(10_000, 'An opener has 10,000 characters at most').default(''),
  /** Said without asking a model when nothing is found; empty: the model answers as it can. */
  emptyResponse: textSchema.trim().max(10_000, 'The answer has 10,000 characters at most').default(''),
  showsQuotes: z.boolean().default(true),
  searchesWeb: z.boolean().default(false),
  /** null: as each base says. */
  retrieval: assistantRetrievalSchema,
  agent: agentSchema.nullable().default(null),
}

export const assistantDraftSchema = z.strictObject(shape)
export type AssistantDraft = z.input<typeof assistantDraftSchema>

/** What is not said stays; `parameters` are merged one by one. */
export const assistantPatchSchema = z.strictObject({
  id: z.uuid(),
  name: shape.name.optional(),
  avatar: shape.avatar.unwrap().optional(),
  description: shape.description.unwrap().optional(),
  language: shape.language.unwrap().optional(),
  knowledgeBaseIds: shape.knowledgeBaseIds.unwrap().optional(),
  modelId: shape.modelId.unwrap().optional(),
  parameters: chosenParametersSchema.optional(),
  instructions: instructionsSchema.optional(),
  variables: shape.variables.unwrap().optional(),
  promptType: shape.promptType.unwrap().optional(),
  opener: shape.opener.unwrap().optional(),
  emptyResponse: shape.emptyResponse.unwrap().optional(),
  showsQuotes: z.boolean().optional(),
  searchesWeb: z.boolean().optional(),
  retrieval: assistantRetrievalSchema.unwrap().optional(),
  agent: shape.agent.unwrap().optional(),
})
export type AssistantPatch = z.infer<typeof assistantPatchSchema>

export const assistantSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  avatar: z.string().nullable(),
  description: z.string(),
  language: z.string().nullable(),
  /** Of those that it searches, the ones that who asks may read. */
  knowledgeBaseIds: z.array(z.uuid()),
  modelId: z.string().nullable(),
  parameters: modelParametersSchema,
  instructions: z.string(),
  /** The version of the instructions that is used. */
  promptVersion: z.int(),
  variables: z.array(variableSchema),
  promptType: z.enum(promptTypes),
  opener: z.string(),
  emptyResponse: z.string(),
  showsQuotes: z.boolean(),
  searchesWeb: z.boolean(),
  retrieval: retrievalSettingsSchema.nullable(),
  agent: agentSchema.nullable(),
  sharing: sharingSchema,
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Assistant = z.infer<typeof assistantSchema>

/** What a list, and the page of a new chat, know of an assistant. */
export const assistantSummarySchema = assistantSchema.omit({ parameters: true, instructions: true, promptVersion: true, promptType: true, retrieval: true })
export type AssistantSummary = z.infer<typeof assistantSummarySchema>

/** One version of an assistant's instructions. */
export const promptVersionSchema = z.object({ version: z.int(), text: z.string(), isCurrent: z.boolean(), createdAt: z.date() })
export type PromptVersion = z.infer<typeof promptVersionSchema>

/** Going back to a version: it becomes the one that is used. */
export const promptRestorationSchema = z.strictObject({ id: z.uuid(), version: z.int().min(1) })

/** A conversation that begins with nothing but the assistant's opener. */
export const sessionDraftSchema = z.strictObject({
  assistantId: z.uuid(),
  title: textSchema.trim().min(1, 'Give the conversation a title').max(255, 'A title has 255 characters at most').default('New session'),
  variables: variableValuesSchema.default({}),
})
export type SessionDraft = z.infer<typeof sessionDraftSchema>
