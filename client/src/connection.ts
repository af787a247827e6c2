import { errorOf, ParleyError } from './ParleyError.js'

/** A token to ask with, and the one that changes into the next pair. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
}

export interface ConnectionOptions {
  /** Where the server is: `http://localhost:3000`. */
  readonly baseUrl: string
  /** An API key (`sk-…`) or an access token. */
  readonly token?: string | undefined
  /** From an earlier sign-in. */
  readonly tokens?: Tokens | undefined
  /** Told of every new pair, to keep it. */
  readonly onTokens?: ((tokens: Tokens) => void) | undefined
  /** How often a request is tried again that found no server, or one that was too busy (default 3). */
  readonly retries?: number | undefined
  /** Of the first pause between two tries; each one is twice as long (default 300). */
  readonly pauseMs?: number | undefined
  readonly fetch?: typeof globalThis.fetch | undefined
}

/** Statuses of servers that did nothing, or that a reader may ask again. */
const busy = new Set([429, 503])
const brokenOff = new Set([502, 504])

const maxPauseMs = 30_000

/** Sends requests with the token, refreshes it when its time is over, and tries again where that is safe. */
export class Connection {
  readonly baseUrl: string
  private readonly options: ConnectionOptions
  private tokens: Tokens | undefined
  private refreshing: Promise<void> | undefined

  constructor(options: ConnectionOptions) {
    this.options = options
    this.baseUrl = options.baseUrl.replace(/\/+$/, '')
    this.tokens = options.tokens
  }

  keep(tokens: Tokens | undefined): void {
    this.tokens = tokens
    if (tokens !== undefined) this.options.onTokens?.(tokens)
  }

  /** The answer, whatever its status is. `isRepeatable`: asking twice does no more than asking once. @throws ParleyError when no answer came. */
  async send(input: string | URL | Request, init: RequestInit = {}, isRepeatable = (init.method ?? 'GET') === 'GET'): Promise<Response> {
    const { retries = 3 } = this.options
    for (let tries = 0; ; tries += 1) {
      const response = await this.once(input, init).catch((error: unknown) => error)
      const mayRetry = tries < retries && init.signal?.aborted !== true
      if (!(response instanceof Response)) {
        if (init.signal?.aborted === true) throw response
        if (!isRepeatable || !mayRetry) throw new ParleyError('unreachable', 0, `${this.baseUrl} does not answer`, { cause: response })
        await this.pause(tries, null, init.signal)
      } else if (mayRetry && (busy.has(response.status) || (isRepeatable && brokenOff.has(response.status)))) {
        await response.body?.cancel()
        await this.pause(tries, response.headers.get('retry-after'), init.signal)
      } else return response
    }
  }

  /** The same for paths of the REST API. @throws ParleyError when it is refused. */
  async request(path: string, init: RequestInit = {}, isRepeatable?: boolean): Promise<Response> {
    const response = await this.send(`${this.baseUrl}/api/rest${path}`, init, isRepeatable)
    if (!response.ok) throw await errorOf(response)
    return response
  }

  private async once(input: string | URL | Request, init: RequestInit): Promise<Response> {
    const used = this.tokens
    const response = await this.asked(input, init)
    if (response.status !== 401 || used === undefined) return response
    await response.body?.cancel()
    // Of many requests that find the token over, the first one refreshes it for all.
    if (this.tokens === used) await (this.refreshing ??= this.refresh(used).finally(() => (this.refreshing = undefined)))
    return this.asked(input, init)
  }

  private asked(input: string | URL | Request, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    const token = this.tokens?.accessToken ?? this.options.token
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    return (this.options.fetch ?? globalThis.fetch)(input, { ...init, headers })
  }

  private async refresh({ refreshToken }: Tokens): Promise<void> {
    const send = this.options.fetch ?? globalThis.fetch
    const response = await send(`${this.baseUrl}/api/rest/auth/refresh`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ refreshToken }) })
    const tokens: Tokens | undefined = response.ok ? await response.json() : undefined
    this.keep(tokens)
  }

  private async pause(tries: number, retryAfter: string | null, signal: AbortSignal | null | undefined): Promise<void> {
    const { pauseMs = 300 } = this.options
    const asked = retryAfter === null ? Number.NaN : Number(retryAfter) * 1_000
    // A little apart, so that many clients do not come back at the same moment.
    const ms = Number.isFinite(asked) ? asked : pauseMs * 2 ** tries * (0.75 + Math.random() / 2)
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, Math.min(ms, maxPauseMs))
      signal?.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true })
    })
  }
}
