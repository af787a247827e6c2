'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'

/** Build, switch and discard; everything that shows a base follows. `error` is that of the last try. */
export function useIndexActions() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSuccess = async (): Promise<void> => {
    await queries.invalidateQueries(trpc.knowledge.pathFilter())
    void queries.invalidateQueries(trpc.documents.pathFilter())
    void queries.invalidateQueries(trpc.chunks.pathFilter())
  }
  const build = useMutation(trpc.knowledge.indexes.build.mutationOptions({ onSuccess }))
  const switchTo = useMutation(trpc.knowledge.indexes.switchTo.mutationOptions({ onSuccess }))
  const discard = useMutation(trpc.knowledge.indexes.discard.mutationOptions({ onSuccess }))
  return { build, switchTo, discard, error: build.error ?? switchTo.error ?? discard.error, isPending: build.isPending || switchTo.isPending || discard.isPending }
}
