'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/api/trpc'

const pageSize = 20
const pollMs = 700
const firstPage: string | null = null

/** The runs of a base, the newest first, followed while one of them goes on. */
export function useRuns(knowledgeBaseId: string) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const runs = useInfiniteQuery({
    queryKey: [...trpc.evaluation.runs.list.pathKey(), knowledgeBaseId],
    queryFn: ({ pageParam, signal }) => client.evaluation.runs.list.query({ knowledgeBaseId, cursor: pageParam, limit: pageSize }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some((run) => run.state === 'running')) === true ? pollMs : false),
  })
  return { runs, all: runs.data?.pages.flatMap(({ items }) => items) ?? [] }
}
