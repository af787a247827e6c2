'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { NameDialog } from '@/components/ui/NameDialog'

/** Creates a base and opens it, where the documents are dropped. */
export function CreateBaseDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('knowledge.edit')
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const create = useMutation(
    trpc.knowledge.create.mutationOptions({
      onSuccess: (base) => {
        void queries.invalidateQueries(trpc.knowledge.pathFilter())
        router.push(`/knowledge/${base.id}`)
      },
    }),
  )
  return (
    <NameDialog
      title={t('createTitle')}
      description={t('createText')}
      placeholder={t('placeholder')}
      submitLabel={t('create')}
      error={create.error?.message}
      isPending={create.isPending || create.isSuccess}
      onSubmit={(name) => create.mutate({ name })}
      onClose={onClose}
    />
  )
}
