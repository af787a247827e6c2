'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { isGone } from '@/components/api/isGone'
import { useTRPC } from '@/components/api/trpc'
import { type Listing, pageSize } from '@/components/documentList/listing'
import { documentStates, documentStateTable } from '@/server/documents/facts'

/** Often enough to see a page being read; nothing is asked while nothing moves. */
const pollMs = 1_500

/** A page of the documents of a base, followed while any of them is worked on. */
export function useDocumentPage(knowledgeBaseId: string, listing: Listing, at: number, isUploading: boolean) {
  const trpc = useTRPC()
  return useQuery(
    trpc.documents.list.queryOptions(
      { knowledgeBaseId, ...listing, offset: at * pageSize, limit: pageSize },
      {
        placeholderData: keepPreviousData,
        refetchInterval: ({ state }) => ((isUploading || liveCountOf(state.data?.stateCounts) > 0) && !isGone(state) ? pollMs : false),
      },
    ),
  )
}

/** How many documents are being worked on. */
export function liveCountOf(counts: Partial<Record<(typeof documentStates)[number], number>> | undefined): number {
  return documentStates.filter((state) => documentStateTable[state].isLive).reduce((sum, state) => sum + (counts?.[state] ?? 0), 0)
}
