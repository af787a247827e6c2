import { config } from '@/server/config'
import { latestSnapshot } from '@/server/models/registry/snapshot'

/** How many tokens the context of well-known models holds, by what their names begin with; the first that fits counts. */
const known: readonly (readonly [RegExp, number])[] = [
  [/^gpt-5/, 400_000],
  [/^gpt-4\.1/, 1_000_000],
  [/^(gpt-4o|gpt-4-turbo|chatgpt-4o)/, 128_000],
  [/^o[134]\b/, 200_000],
  [/^gpt-4/, 8_192],
  [/^gpt-3\.5/, 16_385],
  [/^(claude|anthropic\/)/, 200_000],
  [/^(gemini|google\/gemini)/, 1_000_000],
  [/^(deepseek|moonshot|kimi|glm)/, 64_000],
]
/** Few of today's models hold less. */
const unknownTokens = 32_768
/** Ollama serves every model with so much unless it is told otherwise, and cuts off what is more without a word. */
const ollamaTokens = 4_096

/** How many tokens a model can be sent: as it is registered, else CHAT_CONTEXT_TOKENS, else as far as its id tells. */
export function contextTokensOf(modelId: string): number {
  const registered = latestSnapshot()?.models.find(({ id }) => id === modelId)?.contextTokens
  if (registered != null) return registered
  if (config.chatContextTokens !== undefined) return config.chatContextTokens
  if (modelId.startsWith('ollama/')) return ollamaTokens
  const name = modelId.slice(modelId.indexOf('/') + 1)
  return known.find(([pattern]) => pattern.test(name))?.[1] ?? unknownTokens
}
