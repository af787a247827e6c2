import { APICallError, RetryError } from 'ai'
import { AppError } from '@/server/errors'

/**
 * What is said of a provider that failed: a sentence of ours by the kind of failure. The provider's own words may hold keys
 * or addresses and stay in the cause, for the log.
 */
export function providerFailure(cause: unknown, who = 'The model provider', { hasImages = false } = {}): AppError {
  if (cause instanceof AppError) return cause
  const last = RetryError.isInstance(cause) ? cause.lastError : cause
  if (last instanceof Error && last.name === 'TimeoutError') return new AppError('upstream_failed', `${who} stopped answering; try again`, { cause })
  // A status of success means that the answer had begun.
  const hasBegun = APICallError.isInstance(last) && last.statusCode !== undefined && last.statusCode < 300
  if (!APICallError.isInstance(last) || hasBegun) return new AppError('upstream_failed', `${who} broke off its answer; try again`, { cause })
  const { statusCode } = last
  if (statusCode === undefined) return new AppError('upstream_failed', `${who} cannot be reached; check its address, or try again`, { cause })
  if (statusCode === 401 || statusCode === 403) return new AppError('upstream_failed', `${who} refused the key; check it in the settings of the server`, { cause })
  if (statusCode === 404) return new AppError('upstream_failed', `${who} does not know this model; choose another one`, { cause })
  if (statusCode === 413 || /context.{0,10}(length|window)|too many tokens/i.test(last.responseBody ?? '')) {
    return new AppError('upstream_failed', 'The conversation is too long for this model; start a new one or choose another model', { cause })
  }
  if (hasImages && (statusCode === 400 || statusCode === 415 || statusCode === 422)) return new AppError('upstream_failed', 'This model refused the image; choose one that reads images', { cause })
  if (statusCode === 429) return new AppError('rate_limited', `${who} receives too many requests; try again in a minute`, { cause, retryAfter: 60 })
  return new AppError('upstream_failed', `${who} failed (${statusCode}); try again`, { cause })
}
