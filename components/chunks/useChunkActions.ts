'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'

/** Changes to the passages of documents; what shows them, and their counts, follows. */
export function useChunkActions(onDone: () => void = () => undefined) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSuccess = async (): Promise<void> => {
    await queries.invalidateQueries(trpc.chunks.pathFilter())
    void queries.invalidateQueries(trpc.documents.pathFilter())
    onDone()
  }
  const add = useMutation(trpc.chunks.add.mutationOptions({ onSuccess }))
  const edit = useMutation(trpc.chunks.edit.mutationOptions({ onSuccess }))
  const remove = useMutation(trpc.chunks.remove.mutationOptions({ onSuccess }))
  return { add, edit, remove, error: add.error ?? edit.error ?? remove.error, isPending: add.isPending || edit.isPending || remove.isPending }
}
