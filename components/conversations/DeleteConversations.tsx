import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useParams, useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { dropDraft } from '@/components/composer/useDraft'
import type { ConversationItem } from '@/components/conversations/useConversations'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { toast } from '@/components/ui/toast'

/** Deletes conversations for good, after asking; leaves the page of the one that is open. */
export function DeleteConversations({ conversations, onClose }: { conversations: readonly ConversationItem[]; onClose: (isDone: boolean) => void }) {
  const one = useTranslations('chat.conversations')
  const many = useTranslations('organise.chosen')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const router = useRouter()
  const { id: activeId } = useParams<{ id?: string }>()
  const ids = conversations.map(({ id }) => id)
  const count = ids.length
  const single = count === 1 ? conversations[0] : undefined
  const remove = useMutation(
    trpc.conversations.removeMany.mutationOptions({
      onSuccess: async () => {
        if (activeId !== undefined && ids.includes(activeId)) router.push('/')
        await Promise.all([
          queryClient.invalidateQueries(trpc.conversations.list.pathFilter()),
          queryClient.invalidateQueries(trpc.folders.list.queryFilter()),
          queryClient.invalidateQueries(trpc.search.pathFilter()),
        ])
        for (const id of ids) dropDraft(id)
        toast(single === undefined ? many('deleted', { count }) : one('deleted'))
        onClose(true)
      },
      onError: (error) => {
        toast(translated(error.message))
        onClose(false)
      },
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={() => onClose(false)}
      title={single === undefined ? many('deleteTitle', { count }) : one('deleteTitle')}
      description={single === undefined ? many('deleteText') : one('deleteText', { title: single.title })}
      confirmLabel={single === undefined ? many('deleteAction') : one('deleteAction')}
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ ids })}
    />
  )
}
