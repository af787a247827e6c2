'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'
import { useSettled } from '@/components/indexing/useSettled'
import type { LabColumn } from '@/components/lab/address'

/** Long enough to type a number. */
const settleMs = 300

/** What is asked of the server for a column. */
export const requestOf = (baseId: string, question: string, { settings, indexId }: LabColumn) => ({
  question,
  knowledgeBaseIds: [baseId],
  settings,
  ...(indexId === null ? {} : { indexId }),
})

/** What a column finds, with what became of every candidate; it follows the settings once they rest. */
export function useColumnSearch(baseId: string, question: string, column: LabColumn, isShown: boolean) {
  const trpc = useTRPC()
  const written = useSettled(JSON.stringify(column), settleMs) === JSON.stringify(column)
  return useQuery(
    trpc.retrieval.search.queryOptions(
      { ...requestOf(baseId, question, column), trace: true },
      { enabled: isShown && written && question !== '', placeholderData: keepPreviousData, refetchOnWindowFocus: false },
    ),
  )
}
