'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'

/** After a change, the list is asked for again. */
export function useToolServersChanged(): () => Promise<void> {
  const queries = useQueryClient()
  const trpc = useTRPC()
  return () => queries.invalidateQueries(trpc.tools.pathFilter())
}
