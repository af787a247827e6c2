'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'
import type { RouterOutputs } from '@/server/router'

export type Registry = RouterOutputs['models']['registry']['get']
export type Provider = Registry['providers'][number]
export type RegisteredModel = Registry['models'][number]

/** After a change, everything that shows models is asked again. */
export function useRegistryChanged(): () => void {
  const queries = useQueryClient()
  const trpc = useTRPC()
  return () => void queries.invalidateQueries(trpc.models.pathFilter())
}
