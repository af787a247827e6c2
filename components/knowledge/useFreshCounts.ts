'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTRPC } from '@/components/api/trpc'

/** The counts of a base follow from its documents: they are asked for again when the last file has arrived and when the last document is done. */
export function useFreshCounts(knowledgeBaseId: string, isUploading: boolean, liveCount: number): void {
  const trpc = useTRPC()
  const queries = useQueryClient()
  useEffect(() => {
    // The last file may have arrived after the last look.
    if (!isUploading) void queries.invalidateQueries(trpc.documents.list.queryFilter({ knowledgeBaseId }))
  }, [isUploading, knowledgeBaseId, queries, trpc])
  useEffect(() => {
    if (liveCount === 0) void queries.invalidateQueries(trpc.knowledge.pathFilter())
  }, [liveCount, queries, trpc])
}
