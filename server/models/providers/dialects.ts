import type { EmbeddingModel, LanguageModel } from 'ai'
import { anthropicAddress, listAnthropicModels } from '@/server/models/providers/anthropic'
import { builtinChat } from '@/server/models/providers/builtin/model'
import { googleAddress, listGoogleModels } from '@/server/models/providers/google'
import { listOllamaModels, ollamaChat, ollamaEmbedding } from '@/server/models/providers/ollama'
import { openaiAddress, openaiChat, openaiEmbedding } from '@/server/models/providers/openai'
import { listNames, type ModelServer } from '@/server/models/providers/server'
import { zhipuAddress } from '@/server/models/providers/zhipu'
import type { ProviderKind } from '@/server/models/registry/schema'

/** How providers of a kind are spoken to. */
interface Dialect {
  /** Where they are unless somebody says otherwise; null: that has to be said. */
  readonly usualAddress: string | null
  /** Without a key, its models are not offered. */
  readonly needsKey: boolean
  chat(server: ModelServer, name: string): LanguageModel
  embedding(server: ModelServer, name: string): EmbeddingModel
  /** The names of all its models. */
  list(server: ModelServer): Promise<string[]>
}

const openaiFormat = { chat: openaiChat, embedding: openaiEmbedding, list: (server: ModelServer) => listNames(server) }

export const dialects: Readonly<Record<ProviderKind, Dialect>> = {
  openai: { ...openaiFormat, usualAddress: openaiAddress, needsKey: true },
  openaiCompatible: { ...openaiFormat, usualAddress: null, needsKey: false },
  ollama: { usualAddress: 'http://127.0.0.1:11434', needsKey: false, chat: ollamaChat, embedding: ollamaEmbedding, list: listOllamaModels },
  anthropic: { ...openaiFormat, usualAddress: anthropicAddress, needsKey: true, list: listAnthropicModels },
  google: { ...openaiFormat, usualAddress: googleAddress, needsKey: true, list: listGoogleModels },
  zhipu: { ...openaiFormat, usualAddress: zhipuAddress, needsKey: true },
  builtin: { ...openaiFormat, usualAddress: '', needsKey: false, chat: () => builtinChat(), list: async () => [] },
}
