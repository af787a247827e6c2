import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { toast } from '@/components/ui/toast'

/** Pins, archives and moves conversations; the lists follow. */
export function usePlace() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const translated = useServerSentence()
  return useMutation(
    trpc.conversations.place.mutationOptions({
      onSettled: () =>
        Promise.all([queryClient.invalidateQueries(trpc.conversations.list.pathFilter()), queryClient.invalidateQueries(trpc.folders.list.queryFilter()), queryClient.invalidateQueries(trpc.search.titles.pathFilter())]),
      onError: (error) => toast(translated(error.message)),
    }),
  )
}
