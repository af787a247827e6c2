'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'

/** Changes a document; what shows it follows, then `onDone`. */
export function useUpdateDocument(onDone: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.documents.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.documents.pathFilter())
        onDone()
      },
    }),
  )
}
