'use client'

import { useQuery } from '@tanstack/react-query'
import { isGone } from '@/components/api/isGone'
import { useTRPC } from '@/components/api/trpc'
import type { RouterOutputs } from '@/server/router'

export type ListedIndex = RouterOutputs['knowledge']['indexes']['list'][number]

const pollMs = 2_000

/** The indexes of a base, followed while one of them is being filled. */
export function useIndexes(baseId: string) {
  const trpc = useTRPC()
  const indexes = useQuery(
    trpc.knowledge.indexes.list.queryOptions({ id: baseId }, { refetchInterval: ({ state }) => (state.data?.some((index) => index.isBuilding || index.liveCount > 0) && !isGone(state) ? pollMs : false) }),
  )
  return { indexes, active: indexes.data?.find((index) => index.isActive), building: indexes.data?.find((index) => index.isBuilding) }
}
