// What the environment says about models: it works without any administrator.
import { config } from '@/server/config'
import { hideInLogs } from '@/server/log'
import { probeOllama } from '@/server/models/providers/ollama'
import { listChatModels } from '@/server/models/providers/openai'
import type { ModelServer } from '@/server/models/providers/server'

for (const key of [config.openai?.apiKey, config.embedding?.apiKey, config.rerank?.apiKey]) if (key !== undefined) hideInLogs(key)

/** The provider that OPENAI_BASE_URL, OPENAI_API_KEY and CHAT_MODEL speak of, and that of OLLAMA_BASE_URL. */
export const configuredId = 'openai'
export const localId = 'ollama'

/** How long a list of names is believed before the servers are asked again. */
const listedForMs = 30_000

export interface Listing {
  /** Chat models of the configured server. */
  readonly configured: readonly string[]
  /** Of the local Ollama; undefined when none answers. */
  readonly local: readonly string[] | undefined
  /** What is configured but does not answer, a sentence each. */
  readonly problems: readonly string[]
}

let latest: { readonly at: number; readonly of: string; readonly listing: Promise<Listing> } | undefined

/** A server that may be asked for its models. */
export interface Asked {
  /** Changes with everything that its answer depends on. */
  readonly of: string
  readonly server: () => ModelServer
}

/** The names of the chat models that the environment leads to, asked at most twice a minute. `undefined` stands for a server that is not to be asked. */
export function listing(configured: Asked | undefined, localAddress: string | undefined): Promise<Listing> {
  const of = JSON.stringify([configured?.of, localAddress])
  if (latest === undefined || latest.of !== of || Date.now() - latest.at > listedForMs) latest = { at: Date.now(), of, listing: list(configured, localAddress) }
  return latest.listing
}

/** Asks the servers again next time. */
export function forgetListing(): void {
  latest = undefined
}

async function list(configured: Asked | undefined, localAddress: string | undefined): Promise<Listing> {
  const [names, local] = await Promise.all([listConfigured(configured), localAddress === undefined ? undefined : probeOllama(localAddress)])
  return { ...names, local }
}

async function listConfigured(asked: Asked | undefined): Promise<Omit<Listing, 'local'>> {
  if (asked === undefined) return { configured: [], problems: [] }
  if (config.chatModels.length > 0) return { configured: config.chatModels, problems: [] }
  try {
    return { configured: await listChatModels(asked.server()), problems: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const host = config.openai?.baseUrl ?? 'api.openai.com'
    return { configured: [], problems: [`The server at ${host} does not list its models (${reason}); check OPENAI_BASE_URL and OPENAI_API_KEY, or set CHAT_MODEL`] }
  }
}
