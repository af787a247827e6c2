/** How the server refused a request; the message says what happened and what to do. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError'
  /** `not_found`, `rate_limited`…; `unreachable` when no answer came. */
  readonly kind: string
  readonly status: number

  constructor(kind: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
    this.status = status
  }
}

/** What a response that is no success says. */
export async function errorOf(response: Response): Promise<ParleyError> {
  const text = await response.text()
  const { kind, message } = spoken(text)
  return new ParleyError(kind ?? 'unknown', response.status, message ?? `The server answered with ${response.status}`)
}

function spoken(text: string): { kind?: string; message?: string } {
  try {
    const body: { error?: { kind?: string; message?: string } } = JSON.parse(text)
    return body.error ?? {}
  } catch {
    return {}
  }
}
