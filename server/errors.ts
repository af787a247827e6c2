/** The one table of what can go wrong: kind -> HTTP status -> tRPC code. Every surface renders from it. */
export const errorKinds = {
  invalid: { status: 400, trpc: 'BAD_REQUEST' },
  unauthenticated: { status: 401, trpc: 'UNAUTHORIZED' },
  payment_required: { status: 402, trpc: 'PAYMENT_REQUIRED' },
  forbidden: { status: 403, trpc: 'FORBIDDEN' },
  not_found: { status: 404, trpc: 'NOT_FOUND' },
  conflict: { status: 409, trpc: 'CONFLICT' },
  too_large: { status: 413, trpc: 'PAYLOAD_TOO_LARGE' },
  unsupported: { status: 415, trpc: 'UNSUPPORTED_MEDIA_TYPE' },
  rate_limited: { status: 429, trpc: 'TOO_MANY_REQUESTS' },
  internal: { status: 500, trpc: 'INTERNAL_SERVER_ERROR' },
  upstream_failed: { status: 502, trpc: 'BAD_GATEWAY' },
  unavailable: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
} as const satisfies Record<string, { status: number; trpc: string }>

export type ErrorKind = keyof typeof errorKinds

/** An error whose sentence may be shown to the person who caused it: what happened and what to do. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly kind: ErrorKind
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined

  constructor(kind: ErrorKind, message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.retryAfter = options.retryAfter
  }
}

/** The same answer for what does not exist and for what belongs to somebody else. */
export function notFound(noun: string): AppError {
  return new AppError('not_found', `This ${noun} does not exist`)
}

/** Said when nobody answers where the database is. */
export const databaseUnreachable = 'The database cannot be reached; try again later'
const unreachableCodes: readonly unknown[] = ['P1001', 'P1002', 'P1017']

/** The AppError that a thrown value is, or stands for: a record that a write refers to, or is of, was deleted between the look and the write, or no database. */
export function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'P2003' || code === 'P2025') return new AppError('not_found', 'What this belongs to was deleted meanwhile; reload the page', { cause: error })
  return unreachableCodes.includes(code) ? new AppError('unavailable', databaseUnreachable, { cause: error }) : null
}

/** What a surface may say about any thrown value: our own sentences, and nothing of the rest. */
export function publicError(error: unknown): { kind: ErrorKind; status: number; message: string; retryAfter?: number } {
  const known = asAppError(error)
  if (known === null) {
    return { kind: 'internal', status: 500, message: 'Something went wrong on the server; try again' }
  }
  return {
    kind: known.kind,
    status: errorKinds[known.kind].status,
    message: known.message,
    ...(known.retryAfter === undefined ? {} : { retryAfter: known.retryAfter }),
  }
}
