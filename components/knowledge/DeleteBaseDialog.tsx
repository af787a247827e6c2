'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { toast } from '@/components/ui/toast'

/** Says what goes with a base before it goes. `onDeleted` runs before the lists are asked again, so that a page of the base can leave first. */
export function DeleteBaseDialog({
  base,
  onClose,
  onDeleted,
}: {
  base: { id: string; name: string; documentCount: number }
  onClose: () => void
  onDeleted?: () => void
}) {
  const t = useTranslations('knowledge.edit')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const remove = useMutation(
    trpc.knowledge.remove.mutationOptions({
      onSuccess: async () => {
        onDeleted?.()
        await queries.invalidateQueries(trpc.knowledge.list.pathFilter())
        toast(t('deleted', { name: base.name }))
        onClose()
      },
    }),
  )
  const text = base.documentCount === 0 ? t('deleteEmptyText') : t('deleteText', { count: base.documentCount })
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('deleteTitle', { name: base.name })}
      description={remove.error === null ? text : translated(remove.error.message)}
      confirmLabel={t('deleteConfirm')}
      onConfirm={() => remove.mutate({ id: base.id })}
      isPending={remove.isPending}
    />
  )
}
