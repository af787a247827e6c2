import { type CallToolResult, Client, SdkHttpError, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client'
import manifest from '@/package.json' with { type: 'json' }
import { AppError } from '@/server/errors'
import { openHeaders } from '@/server/tools/headers'
import type { ToolServerRow } from '@/server/tools/approved'
import { guardedFetch } from '@/server/web/guardedFetch'
import { providerRules } from '@/server/web/guard'

/** A server is asked and has answered within so long. */
const patienceMs = 20_000
const maxResultCharacters = 20_000

type Place = Pick<ToolServerRow, 'id' | 'name' | 'url' | 'headers'>

/** The tools that a server has now. @throws AppError */
export async function toolsAt(place: Place) {
  return connected(place, AbortSignal.timeout(patienceMs), async (client, options) => (await client.listTools(undefined, options)).tools)
}

/** What a tool answers, as a text for a model. @throws AppError when it cannot be called; a tool that says itself that it failed is an answer. */
export async function callTool(place: Place, name: string, input: Record<string, unknown>, stopped: AbortSignal, timeoutMs = patienceMs): Promise<string> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)])
  const result = await connected(place, signal, (client, options) => client.callTool({ name, arguments: input }, options))
  const said = textOf(result)
  return `${result.isError === true ? 'The tool failed: ' : ''}${said.length <= maxResultCharacters ? said : `${said.slice(0, maxResultCharacters)}… (cut)`}`
}

interface Options {
  readonly signal: AbortSignal
  readonly timeout: number
}

/** Each call has a connection of its own, which holds nothing open between turns. */
async function connected<T>(place: Place, signal: AbortSignal, work: (client: Client, options: Options) => Promise<T>): Promise<T> {
  const client = new Client({ name: 'parley', version: manifest.version })
  const options = { signal, timeout: patienceMs }
  try {
    await client.connect(new StreamableHTTPClientTransport(new URL(place.url), { fetch: guardedFetch(providerRules), requestInit: { headers: openHeaders(place) } }), options)
    return await work(client, options)
  } catch (error) {
    throw failureOf(place, error, signal)
  } finally {
    // The result is there, or the failure is: how the connection ends changes neither.
    await client.close().catch(() => undefined)
  }
}

function failureOf({ name }: Place, cause: unknown, signal: AbortSignal): AppError {
  const inner = [cause, cause instanceof Error ? cause.cause : undefined].find((error) => error instanceof AppError)
  if (inner !== undefined) return inner
  if (signal.aborted) return new AppError('upstream_failed', `The tool server ${name} took too long to answer; try again`, { cause })
  const isRefused = cause instanceof UnauthorizedError || (cause instanceof SdkHttpError && [401, 403].includes(cause.status))
  if (isRefused) return new AppError('upstream_failed', `The tool server ${name} refused the headers; check them`, { cause })
  return new AppError('upstream_failed', `The tool server ${name} did not answer as one; check its address`, { cause })
}

function textOf({ content, structuredContent }: CallToolResult): string {
  const parts = content.map((part) => {
    if (part.type === 'text') return part.text
    return part.type === 'resource' && 'text' in part.resource ? part.resource.text : `[${part.type}]`
  })
  return parts.length === 0 && structuredContent !== undefined ? JSON.stringify(structuredContent) : parts.join('\n')
}
