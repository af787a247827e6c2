import { AppError } from '@/server/errors'

/** What to do about a page that only a browser gets. */
export const byHand = 'save the page in your browser and upload the file'

/** Why an answer with this status holds no page; undefined when it does. */
export function statusError(status: number, { host }: URL): AppError | undefined {
  if (status >= 200 && status < 300) return undefined
  if (status === 404 || status === 410) return new AppError('invalid', `“${host}” has no page at this address (${status}); check it`)
  if (status === 401 || status === 403 || status === 407) return new AppError('invalid', `“${host}” does not let us read this page (${status}); ${byHand}`)
  return new AppError('upstream_failed', `“${host}” answered with an error (${status}); try again later`)
}

/** The page that came is the one that asks for a sign-in. */
export function signInNeeded({ host }: URL): AppError {
  return new AppError('invalid', `“${host}” asks for a sign-in before it shows this page; ${byHand}`)
}

/** What is said of an error between us and a server. A signal that has fired is the reason of whatever else broke then. */
export function connectionError(cause: unknown, { hostname, host }: URL, signal: AbortSignal): AppError {
  if (cause instanceof AppError) return cause
  if (signal.aborted) return new AppError('upstream_failed', `“${host}” took too long to send the page; try again, or ${byHand}`, { cause })
  const code = codeOf(cause)
  if (code === 'ENOTFOUND') return new AppError('invalid', `“${hostname}” was not found; check the address`, { cause })
  if (/CERT|^ERR_TLS|^UNABLE_TO_/.test(code)) return new AppError('upstream_failed', `“${host}” does not prove who it is: its certificate is not valid; ${byHand}`, { cause })
  if (/^Z_|^ERR__ERROR/.test(code)) return new AppError('upstream_failed', `“${host}” sent a page that cannot be unpacked; ${byHand}`, { cause })
  return new AppError('upstream_failed', `“${host}” did not answer, or broke off; check the address and try again`, { cause })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
