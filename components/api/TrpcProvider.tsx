'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { createQueryClient } from '@/components/api/queryClient'
import { TRPCProvider } from '@/components/api/trpc'
import type { AppRouter } from '@/server/router'

/** The typed client of the API for everything below. Every error it gives has a message for people: the server's, or that none came. */
export function TrpcProvider({ children }: { children: ReactNode }) {
  const unreachable = useTranslations('shell')('unreachable')
  const [queryClient] = useState(createQueryClient)
  const trpcClient = useMemo(
    () => createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc', maxItems: 10, fetch: answeredOr(unreachable) })] }),
    [unreachable],
  )
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}

/** `fetch` that says `sentence` where there is no answer, or the answer of something in between, such as a proxy's error page. */
function answeredOr(sentence: string): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init).catch((cause: unknown) => {
      if (init?.signal?.aborted === true) throw cause
      throw new Error(sentence, { cause })
    })
    if (response.headers.get('content-type')?.includes('json') !== true) throw new Error(sentence)
    return response
  }
}
