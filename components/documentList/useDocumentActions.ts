'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTRPC } from '@/components/api/trpc'

/** What can be done with documents without asking more; lists follow when the server has answered. `error` is that of the last try. */
export function useDocumentActions() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = () => Promise.all([queries.invalidateQueries(trpc.documents.pathFilter()), queries.invalidateQueries(trpc.knowledge.pathFilter())])
  const { mutate: retryAll, error: retryError } = useMutation(trpc.documents.retry.mutationOptions({ onSettled }))
  const { mutate: cancelAll, mutateAsync: cancelled, error: cancelError } = useMutation(trpc.documents.cancel.mutationOptions({ onSettled }))
  const { mutate: rereadAll, error: rereadError } = useMutation(trpc.documents.reread.mutationOptions({ onSettled }))
  const { mutate: setAllEnabled, error: enableError } = useMutation(trpc.documents.setEnabled.mutationOptions({ onSettled }))
  const { mutate: retryAllFailed, error: retryFailedError } = useMutation(trpc.documents.retryFailed.mutationOptions({ onSettled }))
  return {
    retry: useCallback((ids: string[]) => retryAll({ ids }), [retryAll]),
    cancel: useCallback((ids: string[]) => cancelAll({ ids }), [cancelAll]),
    /** Ends what is going on, which stands still, and begins anew. */
    restart: useCallback((ids: string[]) => void cancelled({ ids }).then(() => retryAll({ ids }), () => undefined), [cancelled, retryAll]),
    reread: useCallback((ids: string[]) => rereadAll({ ids }), [rereadAll]),
    setEnabled: useCallback((ids: string[], isEnabled: boolean) => setAllEnabled({ ids, isEnabled }), [setAllEnabled]),
    retryFailed: useCallback((knowledgeBaseId: string) => retryAllFailed({ knowledgeBaseId }), [retryAllFailed]),
    error: retryError ?? cancelError ?? rereadError ?? enableError ?? retryFailedError,
  }
}
