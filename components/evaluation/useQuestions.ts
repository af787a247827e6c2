'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/api/trpc'

const pageSize = 50

/** The test questions of a base, the newest first. */
export function useQuestions(knowledgeBaseId: string) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  return useInfiniteQuery({
    queryKey: [...trpc.evaluation.questions.list.pathKey(), knowledgeBaseId],
    queryFn: ({ pageParam, signal }) => client.evaluation.questions.list.query({ knowledgeBaseId, cursor: pageParam, limit: pageSize }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

const firstPage: string | null = null

/** Create, change, remove and import; the list follows. */
export function useQuestionActions() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSuccess = (): Promise<void> => queries.invalidateQueries(trpc.evaluation.questions.pathFilter())
  return {
    create: useMutation(trpc.evaluation.questions.create.mutationOptions({ onSuccess })),
    update: useMutation(trpc.evaluation.questions.update.mutationOptions({ onSuccess })),
    remove: useMutation(trpc.evaluation.questions.remove.mutationOptions({ onSuccess })),
    importAll: useMutation(trpc.evaluation.questions.import.mutationOptions({ onSuccess })),
  }
}
