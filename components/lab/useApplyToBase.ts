'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/api/trpc'
import type { RetrievalSettings } from '@/server/retrieval/schema'

/** Stores settings as those of the base; `undo` brings back what it had before. */
export function useApplyToBase(base: { id: string; retrieval: RetrievalSettings | null }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const update = useMutation(trpc.knowledge.update.mutationOptions({ onSuccess: () => queries.invalidateQueries(trpc.knowledge.pathFilter()) }))
  const [before, setBefore] = useState<{ retrieval: RetrievalSettings | null } | null>(null)
  return {
    isPending: update.isPending,
    error: update.error,
    canUndo: before !== null,
    apply: (retrieval: RetrievalSettings) => update.mutate({ id: base.id, retrieval }, { onSuccess: () => setBefore({ retrieval: base.retrieval }) }),
    undo: (onDone: () => void) => {
      if (before === null) return
      const done = () => {
        setBefore(null)
        onDone()
      }
      update.mutate({ id: base.id, retrieval: before.retrieval }, { onSuccess: done })
    },
  }
}
