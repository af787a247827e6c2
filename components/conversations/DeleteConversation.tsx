import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { dropDraft } from '@/components/composer/useDraft'
import type { ConversationItem } from '@/components/conversations/ConversationRow'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { toast } from '@/components/ui/toast'

/** Deletes a conversation for good, after asking; leaves its page when it is the open one. */
export function DeleteConversation({
  conversation,
  isActive,
  onOpenChange,
}: {
  conversation: ConversationItem
  isActive: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const t = useTranslations('chat.conversations')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const router = useRouter()
  const remove = useMutation(
    trpc.conversations.remove.mutationOptions({
      onSuccess: async () => {
        if (isActive) router.push('/')
        await queryClient.invalidateQueries(trpc.conversations.list.pathFilter())
        dropDraft(conversation.id)
        toast(t('deleted'))
      },
      onError: (error) => toast(error.message),
      onSettled: () => onOpenChange(false),
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title={t('deleteTitle')}
      description={t('deleteText', { title: conversation.title })}
      confirmLabel={t('deleteAction')}
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ id: conversation.id })}
    />
  )
}
