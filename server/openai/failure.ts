import { type ErrorKind, publicError } from '@/server/errors'

/** Their names for what went wrong. */
const types = {
  invalid: 'invalid_request_error',
  unauthenticated: 'authentication_error',
  payment_required: 'insufficient_quota',
  forbidden: 'permission_error',
  not_found: 'invalid_request_error',
  conflict: 'invalid_request_error',
  too_large: 'invalid_request_error',
  unsupported: 'invalid_request_error',
  rate_limited: 'rate_limit_error',
  internal: 'server_error',
  upstream_failed: 'server_error',
  unavailable: 'server_error',
} as const satisfies Record<ErrorKind, string>

const codes: Partial<Record<ErrorKind, string>> = { unauthenticated: 'invalid_api_key', payment_required: 'insufficient_quota', not_found: 'not_found', rate_limited: 'rate_limit_exceeded' }

/** An error as OpenAI's clients read it. A message that begins with the name of a field names it as `param` too. */
export function openaiError(error: unknown): { error: { message: string; type: string; param: string | null; code: string | null } } {
  const { kind, message } = publicError(error)
  const [, param = null] = kind === 'invalid' ? (/^([\w.]+): /.exec(message) ?? []) : []
  return { error: { message, type: types[kind], param, code: codes[kind] ?? null } }
}
