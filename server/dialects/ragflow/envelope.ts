import { databaseUnreachable, type ErrorKind } from '@/server/errors'
import type { Failure } from '@/server/dialects/dialect'

/** What RAGFlow calls a failure beside its HTTP status. 102 is its word for nearly everything that a caller did wrong. */
const codes = {
  invalid: 102,
  unauthenticated: 109,
  payment_required: 102,
  forbidden: 108,
  not_found: 102,
  conflict: 102,
  too_large: 101,
  unsupported: 101,
  rate_limited: 103,
  internal: 500,
  upstream_failed: 500,
  unavailable: 105,
} as const satisfies Record<ErrorKind, number>

/** `{ "code": 0 }`, with what was asked for. */
export function success(data?: unknown): Response {
  return Response.json(data === undefined ? { code: 0 } : { code: 0, data })
}

/** The code and the words of a failure. */
export function failureBody({ kind, message }: Pick<Failure, 'kind' | 'message'>): { code: number; message: string } {
  if (message === databaseUnreachable) return { code: 3016, message: "Can't connect database" }
  return { code: codes[kind], message: kind === 'unauthenticated' ? `Token is not valid! ${message}` : message }
}

export function failure(failed: Failure): Response {
  return Response.json(failureBody(failed), { status: failed.status })
}
