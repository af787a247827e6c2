import { createOpenAI } from '@ai-sdk/openai'
import { z } from 'zod'
import { listNames, type ModelServer } from '@/server/models/providers/server'

/** Probed whenever models are listed, so an absent Ollama must be noticed quickly. */
const probeTimeoutMs = 500

const tagsSchema = z.object({ models: z.array(z.object({ name: z.string(), details: z.object({ family: z.string().nullish() }).nullish() })) })

/** The chat models of a local Ollama; undefined when none answers. */
export async function probeOllama(baseUrl: string): Promise<string[] | undefined> {
  const response = await fetch(`${baseUrl}/api/tags`, { signal: AbortSignal.timeout(probeTimeoutMs) }).catch(() => undefined)
  if (response === undefined || !response.ok) return undefined
  const parsed = tagsSchema.safeParse(await response.json().catch(() => undefined))
  const isEmbedding = (name: string, family: string | null | undefined): boolean => /bert/.test(family ?? '') || /embed|minilm|bge/.test(name)
  return (parsed.data?.models ?? []).filter(({ name, details }) => !isEmbedding(name, details?.family)).map(({ name }) => name)
}

/** Ollama speaks the OpenAI format below /v1. */
const belowV1 = (server: ModelServer): ModelServer => ({ ...server, baseUrl: `${server.baseUrl}/v1`, apiKey: server.apiKey ?? 'ollama' })

function ollama({ baseUrl, apiKey = 'ollama', fetch: through }: ModelServer) {
  return createOpenAI({ baseURL: baseUrl, apiKey, name: 'ollama', ...(through === undefined ? {} : { fetch: through }) })
}

export const ollamaChat = (server: ModelServer, name: string) => ollama(belowV1(server)).chat(name)

export const ollamaEmbedding = (server: ModelServer, name: string) => ollama(belowV1(server)).embedding(name)

export const listOllamaModels = (server: ModelServer): Promise<string[]> => listNames(belowV1(server))
