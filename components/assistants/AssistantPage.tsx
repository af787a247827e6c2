'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { AssistantEditor } from '@/components/assistants/AssistantEditor'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { BackLink } from '@/components/ui/BackLink'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

/** An assistant: what it is, what it says, what answers, and what was said with it. */
export function AssistantPage({ id }: { id: string }) {
  const t = useTranslations('assistants')
  const assistant = useQuery(useTRPC().assistants.get.queryOptions({ id }))
  const isMissing = assistant.error?.data?.httpStatus === 404 || assistant.error?.data?.httpStatus === 400
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6 sm:px-8">
      <BackLink href="/assistants">{t('title')}</BackLink>
      {isMissing && <EmptyState title={t('missing')} />}
      {assistant.error && !isMissing && <ErrorState message={assistant.error.message} onRetry={() => void assistant.refetch()} />}
      {assistant.isPending && <RowsSkeleton />}
      {assistant.data && <AssistantEditor saved={assistant.data} />}
    </div>
  )
}
