import { z } from 'zod'
import { modelParametersSchema } from '@/server/assistants/schema'
import { textSchema } from '@/server/text/schema'

const modelSchema = z.string().min(1).max(300)

/** Text, as it is or in parts. */
const textContentSchema = z.union([
  z.string(),
  z.array(z.object({ type: z.literal('text', 'only text can be read here; upload files with POST /api/rest/attachments'), text: z.string() })).transform((parts) => parts.map(({ text }) => text).join('\n')),
])
const contentSchema = textContentSchema.pipe(textSchema.max(200_000, 'a message has 200,000 characters at most'))

const chatMessageSchema = z.discriminatedUnion(
  'role',
  [
    z.object({ role: z.enum(['system', 'developer']), content: contentSchema }),
    z.object({ role: z.literal('user'), content: contentSchema }),
    z.object({ role: z.literal('assistant'), content: contentSchema.nullish() }),
  ],
  'must be system, developer, user or assistant: tools are not supported',
)
export type ChatMessage = z.infer<typeof chatMessageSchema>

/** What would change the answer and cannot be done is refused rather than ignored. */
const nothing = (what: string) => z.union([z.null(), z.array(z.unknown()).max(0)], `${what} are not supported; leave them out`).optional()

/** The body of a chat completion. Fields that are not named here change nothing of the answer, and are ignored. */
export const completionRequestSchema = z.object({
  model: modelSchema,
  messages: z.array(chatMessageSchema).min(1, 'at least one message is needed').max(2_000),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: modelParametersSchema.shape.temperature.unwrap().optional(),
  top_p: modelParametersSchema.shape.topP.unwrap().optional(),
  presence_penalty: modelParametersSchema.shape.presencePenalty.unwrap().optional(),
  frequency_penalty: modelParametersSchema.shape.frequencyPenalty.unwrap().optional(),
  max_tokens: modelParametersSchema.shape.maxTokens.unwrap().optional(),
  max_completion_tokens: modelParametersSchema.shape.maxTokens.unwrap().optional(),
  n: z.literal(1, 'only one answer can be given').nullish(),
  tools: nothing('tools'),
  functions: nothing('functions'),
  stop: nothing('stop sequences'),
  response_format: z.object({ type: z.literal('text', 'only text can be given') }).nullish(),
  /** Ours: the knowledge bases that are searched, in the place of the assistant's. */
  knowledge_base_ids: z.array(z.uuid()).max(20).nullish(),
  /** Ours: the internet is searched as well. */
  search_web: z.boolean().nullish(),
})
export type CompletionRequest = z.infer<typeof completionRequestSchema>

export const embeddingRequestSchema = z.object({
  model: modelSchema,
  input: z.union([textSchema.min(1).transform((text) => [text]), z.array(textSchema.min(1)).min(1).max(2_048)], 'must be a text or up to 2,048 texts; lists of tokens are not supported'),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.int().nullish(),
})
export type EmbeddingRequest = z.infer<typeof embeddingRequestSchema>
