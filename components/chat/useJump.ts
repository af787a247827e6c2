import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useTRPC } from '@/components/api/trpc'
import { letGo } from '@/components/chat/useTurn'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { toast } from '@/components/ui/toast'

/** The message that the address names, once its branch is the one that is shown; another branch gives way to it. */
export function useJump(conversationId: string, shownIds: readonly string[] | undefined): string | null {
  const wanted = useSearchParams().get('message')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const translated = useServerSentence()
  const { mutate } = useMutation(
    trpc.conversations.showVersion.mutationOptions({
      onSuccess: () => {
        letGo(conversationId)
        return queryClient.invalidateQueries(trpc.conversations.open.queryFilter({ id: conversationId }))
      },
      onError: (error) => toast(translated(error.message)),
    }),
  )
  const isThere = wanted !== null && shownIds?.includes(wanted) === true
  const asked = useRef<string | null>(null)
  useEffect(() => {
    if (wanted === null || isThere || shownIds === undefined || asked.current === wanted) return
    asked.current = wanted
    mutate({ id: wanted })
  }, [wanted, isThere, shownIds, mutate])
  return isThere ? wanted : null
}
