import { createOpenAI, type OpenAIProvider } from '@ai-sdk/openai'
import { z } from 'zod'

/** A server that speaks the OpenAI format. */
export interface ModelServer {
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly apiKey: string | undefined
  /** Another way to reach it than straight: through the guard, for addresses that the operator did not set. */
  readonly fetch?: typeof fetch | undefined
}

const listTimeoutMs = 5_000

/** The SDK, speaking to a server. */
export function sdk({ baseUrl, apiKey, fetch: through }: ModelServer): OpenAIProvider {
  // Servers without keys are common; the SDK wants a word in its place.
  return createOpenAI({ baseURL: baseUrl, apiKey: apiKey ?? 'none', ...(through === undefined ? {} : { fetch: through }) })
}

const modelListSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** Thrown when a list was refused; says with which status and nothing of the provider's own words. */
export class ListRefused extends Error {
  override readonly name = 'ListRefused'
  readonly status: number

  constructor(status: number) {
    super(`GET /models answered ${status}`)
    this.status = status
  }
}

/** The names that a server lists at /models, of all kinds. Rejects when it does not answer within five seconds. */
export async function listNames({ baseUrl, apiKey, fetch: through = fetch }: ModelServer, moreHeaders: Readonly<Record<string, string>> = {}, timeoutMs = listTimeoutMs): Promise<string[]> {
  const response = await through(`${baseUrl}/models`, {
    headers: { ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }), ...moreHeaders },
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok) throw new ListRefused(response.status)
  return modelListSchema.parse(await response.json()).data.map(({ id }) => id)
}
