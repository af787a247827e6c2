import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { failureOf } from '@/components/api/failureOf'

/** A session can end elsewhere (signed out, revoked): then the way back leads through the sign-in page. */
function onError(error: unknown): void {
  if (failureOf(error)?.kind !== 'unauthenticated' || location.pathname.startsWith('/sign-')) return
  location.assign(`/sign-in?callbackUrl=${encodeURIComponent(location.pathname + location.search)}`)
}

/** A refusal is final; only a lost connection or a fault of the server is tried again. */
function isWorthAnotherTry(failures: number, error: unknown): boolean {
  const status = failureOf(error)?.status
  return failures < 2 && (status === undefined || status >= 500)
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // 'always': Parley may run on this very machine, where a browser without a network reaches it all the same.
      queries: { staleTime: 5_000, retry: isWorthAnotherTry, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
}
