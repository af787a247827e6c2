import { createOpenAI } from '@ai-sdk/openai'
import { z } from 'zod'

/** Probed whenever models are listed, so an absent Ollama must be noticed quickly. */
const probeTimeoutMs = 500

const tagsSchema = z.object({ models: z.array(z.object({ name: z.string(), details: z.object({ family: z.string().nullish() }).nullish() })) })

/** The chat models of a local Ollama; empty when none answers. */
export async function listOllamaModels(baseUrl: string): Promise<string[]> {
  const response = await fetch(`${baseUrl}/api/tags`, { signal: AbortSignal.timeout(probeTimeoutMs) }).catch(() => undefined)
  if (response === undefined || !response.ok) return []
  const parsed = tagsSchema.safeParse(await response.json().catch(() => undefined))
  const isEmbedding = (name: string, family: string | null | undefined): boolean => /bert/.test(family ?? '') || /embed|minilm|bge/.test(name)
  return (parsed.data?.models ?? []).filter(({ name, details }) => !isEmbedding(name, details?.family)).map(({ name }) => name)
}

/** Ollama speaks /chat/completions below /v1. */
export function ollamaChat(baseUrl: string, name: string) {
  return createOpenAI({ baseURL: `${baseUrl}/v1`, apiKey: 'ollama', name: 'ollama' }).chat(name)
}
