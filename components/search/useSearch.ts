import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/api/trpc'
import type { RouterOutputs } from '@/server/router'

export type FoundTitle = RouterOutputs['search']['titles'][number]
export type FoundMessage = RouterOutputs['search']['messages']['items'][number]
type Cursor = RouterOutputs['search']['messages']['nextCursor']

const firstPage: Cursor = null

/** Titles and messages that have all words of a search. Nothing is asked for an empty one. */
export function useSearch(search: string, limit = 20) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const enabled = search !== ''
  const titles = useQuery({ ...trpc.search.titles.queryOptions({ search, limit }), enabled, placeholderData: keepPreviousData })
  const messages = useInfiniteQuery({
    queryKey: [...trpc.search.messages.pathKey(), { search, limit }],
    queryFn: ({ pageParam, signal }) => client.search.messages.query({ search, limit, cursor: pageParam }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    enabled,
    placeholderData: keepPreviousData,
  })
  return { titles, messages, foundTitles: enabled ? (titles.data ?? []) : [], foundMessages: enabled ? (messages.data?.pages.flatMap((page) => page.items) ?? []) : [] }
}

/** The message in its conversation. */
export const messageHref = ({ conversationId, id }: Pick<FoundMessage, 'conversationId' | 'id'>): string => `/c/${conversationId}?message=${id}`
