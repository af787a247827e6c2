'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'
import { builtinChatModelId } from '@/server/models/facts'

/** What can order passages: the ids of the configured reranker and of the chat models, with their names. */
export function useRerankers(): { id: string; name: string }[] {
  const trpc = useTRPC()
  const models = useQuery(trpc.models.overview.queryOptions(undefined, { staleTime: 60_000 }))
  const { chat = [], reranker = null } = models.data ?? {}
  return [...(reranker === null ? [] : [{ id: reranker, name: reranker }]), ...chat.filter(({ id }) => id !== builtinChatModelId).map(({ id, name }) => ({ id, name }))]
}
