import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { bounded } from '@/app/api/bounded'
import { handle } from '@/app/api/handle'
import { actorFrom } from '@/server/auth/actorFrom'
import { addressFrom } from '@/server/auth/address'
import { appRouter } from '@/server/router'

const answer = handle((request: Request) =>
  fetchRequestHandler({
    endpoint: '/api/trpc',
    req: bounded(request),
    router: appRouter,
    maxBatchSize: 10,
    createContext: async () => ({ actor: await actorFrom(request.headers), address: addressFrom(request.headers), userAgent: request.headers.get('user-agent') ?? undefined }),
  }),
)

export { answer as GET, answer as POST }
