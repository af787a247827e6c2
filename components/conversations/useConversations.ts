import { useInfiniteQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/api/trpc'
import type { RouterInputs, RouterOutputs } from '@/server/router'

export type ConversationItem = RouterOutputs['conversations']['list']['items'][number]
export type ConversationPlaceOfList = Pick<NonNullable<RouterInputs['conversations']['list']>, 'view' | 'folderId'>
type Cursor = RouterOutputs['conversations']['list']['nextCursor']

const firstPage: Cursor = null
/** How often answers that another page or device asked for are looked after. */
const answeringMs = 3_000

/** Pages of conversations. Asked for by hand, because the ready-made options also send a direction, which the API refuses as unknown. */
export function useConversations(place: ConversationPlaceOfList) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const list = useInfiniteQuery({
    queryKey: [...trpc.conversations.list.pathKey(), place],
    queryFn: ({ pageParam, signal }) => client.conversations.list.query({ ...place, cursor: pageParam }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some(({ isAnswering }) => isAnswering)) === true ? answeringMs : false),
  })
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) ?? [] }
}
