import { db, isUniqueViolation } from '@/server/database'
import { builtinChatModelId, builtinEmbeddingModelId, type ModelKind } from '@/server/models/schema'
import type { ProviderKind } from '@/server/models/registry/schema'

interface Seed {
  readonly id: string
  readonly label: string
  readonly kind?: ModelKind
  readonly contextTokens?: number
  /** Dollars for a million tokens: what is sent, and what is answered. */
  readonly prices?: readonly [input: number, output: number]
  readonly canSee?: boolean
}

const providers: readonly { readonly id: string; readonly kind: ProviderKind; readonly label: string }[] = [
  { id: 'openai', kind: 'openai', label: 'OpenAI' },
  { id: 'ollama', kind: 'ollama', label: 'Ollama' },
  { id: 'anthropic', kind: 'anthropic', label: 'Anthropic' },
  { id: 'google', kind: 'google', label: 'Google Gemini' },
  { id: 'zhipu', kind: 'zhipu', label: 'Zhipu AI' },
  { id: 'builtin', kind: 'builtin', label: 'Parley' },
]

/** Their place is their number: older clients name the first nine by it. Never put one between them. */
const seeds: readonly Seed[] = [
  { id: 'openai/gpt-3.5-turbo-0125', label: 'GPT-3.5 Turbo (0125)', contextTokens: 16_385, prices: [0.5, 1.5] },
  { id: 'openai/gpt-3.5-turbo', label: 'GPT-3.5 Turbo', contextTokens: 16_385, prices: [3, 6] },
  { id: 'openai/gpt-3.5-turbo-1106', label: 'GPT-3.5 Turbo (1106)', contextTokens: 16_385, prices: [1, 2] },
  { id: 'openai/gpt-3.5-turbo-instruct', label: 'GPT-3.5 Turbo Instruct', contextTokens: 4_096, prices: [1.5, 2] },
  { id: 'openai/gpt-4-turbo', label: 'GPT-4 Turbo', contextTokens: 128_000, prices: [10, 30], canSee: true },
  { id: 'openai/gpt-4-turbo-2024-04-09', label: 'GPT-4 Turbo (2024-04-09)', contextTokens: 128_000, prices: [10, 30], canSee: true },
  { id: 'openai/gpt-4', label: 'GPT-4', contextTokens: 8_192, prices: [30, 60] },
  { id: 'openai/gpt-4-32k', label: 'GPT-4 32k', contextTokens: 32_768, prices: [60, 120] },
  { id: 'ollama/llama3.1:8b', label: 'Llama 3.1 8B', contextTokens: 4_096, prices: [1.5, 2] },
  { id: builtinChatModelId, label: 'Built-in answers' },
  { id: builtinEmbeddingModelId, label: 'Built-in search by words', kind: 'embedding' },
]

/** What the first nine were called in the older system's documents. */
const olderNames = ['GPTTurbo125', 'GPTTurbo', 'GPTTurbo1106', 'GPTTurboInstruct', 'GPT4Turbo', 'GPT4Turbo09', 'GPT4', 'GPT40613']

/** The number of a model by its older name; undefined for any other text. */
export function numberOfOlderName(name: string): number | undefined {
  const place = olderNames.findIndex((older) => older.toLowerCase() === name.toLowerCase())
  return place === -1 ? undefined : place
}

/** The registry as it is before an administrator changed it. Once for a database, however many processes start: what was removed since stays removed. */
export async function seedRegistry(): Promise<void> {
  if ((await db.lease.findUnique({ where: { name: seedName } })) !== null) return
  const models = seeds.map(({ id, label, kind = 'chat', contextTokens = null, prices: [input, output] = [0, 0], canSee = false }, number) => {
    const [providerId = '', ...name] = id.split('/')
    return { id, number, providerId, name: name.join('/'), label, kind, contextTokens, canSee, inputMicrosPerMillion: micros(input), outputMicrosPerMillion: micros(output) }
  })
  try {
    await db.$transaction([
      db.lease.create({ data: { name: seedName, owner: 'registry', until: new Date() } }),
      db.provider.createMany({ data: [...providers] }),
      db.model.createMany({ data: models }),
    ])
  } catch (error) {
    // Another process was faster.
    if (!isUniqueViolation(error)) throw error
  }
}

/** From here on, models were added by somebody. */
export const firstAddedNumber = seeds.length

const seedName = 'models-seeded'

const micros = (dollars: number): bigint => BigInt(Math.round(dollars * 1_000_000))
