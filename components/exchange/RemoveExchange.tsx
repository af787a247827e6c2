import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import type { Message } from '@/components/chat/turnStream'
import { letGo, useRefresh } from '@/components/chat/useTurn'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { toast } from '@/components/ui/toast'

/** Asks before a question goes with its answers. */
export function RemoveExchange({ question, onClose }: { question: Message; onClose: () => void }) {
  const t = useTranslations('turns.question')
  const translated = useServerSentence()
  const refresh = useRefresh()
  const remove = useMutation(
    useTRPC().conversations.removeExchange.mutationOptions({
      onSuccess: () => {
        letGo(question.conversationId)
        toast(t('deleted'))
      },
      onError: (error) => toast(translated(error.message)),
      onSettled: () => {
        refresh(question.conversationId)
        onClose()
      },
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('deleteTitle')}
      description={t('deleteText')}
      confirmLabel={t('deleteAction')}
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ id: question.id })}
    />
  )
}
