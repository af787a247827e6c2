import { listNames, type ModelServer, sdk } from '@/server/models/providers/server'

export const openaiAddress = 'https://api.openai.com/v1'

const isOpenAI = ({ baseUrl }: ModelServer): boolean => new URL(baseUrl).hostname === 'api.openai.com'

/** OpenAI is spoken to by its Responses API, every other server by /chat/completions, which is all that most of them have. */
export function openaiChat(server: ModelServer, name: string) {
  return isOpenAI(server) ? sdk(server).responses(name) : sdk(server).chat(name)
}

/** Speaks to /embeddings. */
export function openaiEmbedding(server: ModelServer, name: string) {
  return sdk(server).embedding(name)
}

/** The names of the chat models that a server lists. Rejects when it does not answer within three seconds. */
export async function listChatModels(server: ModelServer): Promise<string[]> {
  const names = await listNames(server, {}, 3_000)
  const isChat = (name: string): boolean => !/embed|whisper|tts|audio|image|dall-e|moderation|realtime|transcribe|search|rerank/i.test(name)
  return names.filter((name) => isChat(name) && (!isOpenAI(server) || /^(gpt|o\d|chatgpt)/.test(name)))
}
