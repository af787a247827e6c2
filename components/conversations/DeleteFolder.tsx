import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { toast } from '@/components/ui/toast'
import type { Folder } from '@/server/folders/schema'

/** Deletes a folder after asking; what is in it stays. */
export function DeleteFolder({ folder, onClose }: { folder: Folder; onClose: () => void }) {
  const t = useTranslations('organise.folder')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const remove = useMutation(
    trpc.folders.remove.mutationOptions({
      onSuccess: async () => {
        await Promise.all([queryClient.invalidateQueries(trpc.folders.list.queryFilter()), queryClient.invalidateQueries(trpc.conversations.list.pathFilter())])
        toast(t('deleted'))
      },
      onError: (error) => toast(translated(error.message)),
      onSettled: onClose,
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('deleteTitle')}
      description={t('deleteText', { name: folder.name })}
      confirmLabel={t('delete')}
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ id: folder.id })}
    />
  )
}
