import { ZodError } from 'zod'
import { AppError } from '@/server/errors'
import { ListRefused } from '@/server/models/providers/server'

/** What is said of a provider that does not list its models. The error itself may hold a key, and goes to the log alone. */
export function listFailure(cause: unknown, label: string): AppError {
  if (cause instanceof AppError) return cause
  if (cause instanceof Error && cause.name === 'TimeoutError') return new AppError('upstream_failed', `${label} did not answer within seconds; check the address`, { cause })
  if (cause instanceof ZodError || cause instanceof SyntaxError) return new AppError('upstream_failed', `${label} gave a list that is not understood; check the address, which mostly ends in /v1`, { cause })
  if (!(cause instanceof ListRefused)) return new AppError('upstream_failed', `${label} cannot be reached; check the address`, { cause })
  if (cause.status === 401 || cause.status === 403) return new AppError('upstream_failed', `${label} refused the key; check it`, { cause })
  if (cause.status === 404) return new AppError('upstream_failed', `${label} has no list of models at this address; check it, or add models by their names`, { cause })
  return new AppError('upstream_failed', `${label} failed (${cause.status}); try again`, { cause })
}
