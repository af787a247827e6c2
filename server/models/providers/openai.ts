import { createOpenAI, type OpenAIProvider } from '@ai-sdk/openai'
import { z } from 'zod'

const openaiBaseUrl = 'https://api.openai.com/v1'
const listTimeoutMs = 3_000

/** A server that speaks the OpenAI format; no base URL means OpenAI itself. The operator set it, so it is trusted. */
export interface OpenAIServer {
  readonly baseUrl: string | undefined
  readonly apiKey: string | undefined
}

function provider({ baseUrl, apiKey }: OpenAIServer): OpenAIProvider {
  // Servers without keys are common; the SDK wants a word in its place.
  return createOpenAI({ baseURL: baseUrl ?? openaiBaseUrl, apiKey: apiKey ?? 'none' })
}

const isOpenAI = ({ baseUrl = openaiBaseUrl }: OpenAIServer): boolean => new URL(baseUrl).hostname === 'api.openai.com'

/** OpenAI is spoken to by its Responses API, every other server by /chat/completions, which is all that most of them have. */
export function openaiChat(server: OpenAIServer, name: string) {
  return isOpenAI(server) ? provider(server).responses(name) : provider(server).chat(name)
}

/** Speaks to /embeddings. */
export function openaiEmbedding(server: OpenAIServer, name: string) {
  return provider(server).embedding(name)
}

const modelListSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** The names of the chat models that a server lists. Rejects when it does not answer within three seconds. */
export async function listOpenAIModels(server: OpenAIServer): Promise<string[]> {
  const response = await fetch(`${server.baseUrl ?? openaiBaseUrl}/models`, {
    headers: server.apiKey === undefined ? {} : { authorization: `Bearer ${server.apiKey}` },
    signal: AbortSignal.timeout(listTimeoutMs),
  })
  if (!response.ok) throw new Error(`GET /models answered ${response.status}`)
  const names = modelListSchema.parse(await response.json()).data.map((model) => model.id)
  const isChat = (name: string): boolean => !/embed|whisper|tts|audio|image|dall-e|moderation|realtime|transcribe|search|rerank/i.test(name)
  return names.filter((name) => isChat(name) && (!isOpenAI(server) || /^(gpt|o\d|chatgpt)/.test(name)))
}
