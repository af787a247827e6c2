'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { toast } from '@/components/ui/toast'

/** `onDeleted` runs before the list is asked again, so that the page of the assistant can leave first. */
export function DeleteAssistantDialog({ assistant, onClose, onDeleted }: { assistant: { id: string; name: string }; onClose: () => void; onDeleted?: () => void }) {
  const t = useTranslations('assistants.delete')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const remove = useMutation(
    trpc.assistants.remove.mutationOptions({
      onSuccess: async () => {
        onDeleted?.()
        await queries.invalidateQueries(trpc.assistants.list.pathFilter())
        toast(t('done', { name: assistant.name }))
        onClose()
      },
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('title', { name: assistant.name })}
      description={remove.error === null ? t('text') : translated(remove.error.message)}
      confirmLabel={t('confirm')}
      onConfirm={() => remove.mutate({ id: assistant.id })}
      isPending={remove.isPending}
    />
  )
}
