'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { NameDialog } from '@/components/ui/NameDialog'

export function RenameBaseDialog({ base, onClose }: { base: { id: string; name: string }; onClose: () => void }) {
  const t = useTranslations('knowledge.edit')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const rename = useMutation(
    trpc.knowledge.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.knowledge.pathFilter())
        onClose()
      },
    }),
  )
  return (
    <NameDialog
      title={t('renameTitle', { name: base.name })}
      initial={base.name}
      submitLabel={t('save')}
      error={rename.error?.message}
      isPending={rename.isPending}
      onSubmit={(name) => rename.mutate({ id: base.id, name })}
      onClose={onClose}
    />
  )
}
