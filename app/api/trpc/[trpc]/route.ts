import type { TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { bounded } from '@/app/api/bounded'
import { handle } from '@/app/api/handle'
import { actorFrom } from '@/server/auth/actorFrom'
import { addressFrom } from '@/server/auth/address'
import { AppError } from '@/server/errors'
import { appRouter } from '@/server/router'

const answer = handle((request: Request) =>
  fetchRequestHandler({
    endpoint: '/api/trpc',
    req: bounded(request),
    router: appRouter,
    maxBatchSize: 10,
    responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
    createContext: async () => ({ actor: await actorFrom(request.headers), address: addressFrom(request.headers), userAgent: request.headers.get('user-agent') ?? undefined }),
  }),
)

/** Where waiting helps, for how long. */
function retryAfter(errors: readonly TRPCError[]): Record<string, string> {
  const seconds = errors.flatMap(({ cause }) => (cause instanceof AppError && cause.retryAfter !== undefined ? [cause.retryAfter] : []))
  return seconds.length === 0 ? {} : { 'retry-after': String(Math.max(...seconds)) }
}

export { answer as GET, answer as POST }
