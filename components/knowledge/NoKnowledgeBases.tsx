'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

/** The first visit: what a knowledge base is for, one's own or the sample. */
export function NoKnowledgeBases({ onCreate }: { onCreate: () => void }) {
  const t = useTranslations('knowledge.list')
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const sample = useMutation(
    trpc.knowledge.createSample.mutationOptions({
      onSuccess: (base) => {
        void queries.invalidateQueries(trpc.knowledge.pathFilter())
        router.push(`/knowledge/${base.id}`)
      },
    }),
  )
  return (
    <EmptyState
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={
        <div className="flex flex-col items-center gap-4">
          <div className="flex flex-wrap justify-center gap-2">
            <Button variant="primary" onClick={onCreate}>
              {t('create')}
            </Button>
            <Button onClick={() => sample.mutate()} disabled={sample.isPending || sample.isSuccess}>
              {t('sample')}
            </Button>
          </div>
          <p className="text-balance text-ink-muted">{t('sampleText')}</p>
          {sample.error && <ErrorState message={sample.error.message} />}
        </div>
      }
    />
  )
}
