'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { AssistantRow } from '@/components/assistants/AssistantRow'
import { CreateAssistantDialog } from '@/components/assistants/CreateAssistantDialog'
import { DeleteAssistantDialog } from '@/components/assistants/DeleteAssistantDialog'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

/** The page of all assistants. */
export function Assistants() {
  const t = useTranslations('assistants')
  const [isCreating, setIsCreating] = useState(false)
  const [deletedId, setDeletedId] = useState<string | null>(null)
  const assistants = useQuery(useTRPC().assistants.list.queryOptions())
  const create = () => setIsCreating(true)
  const deleted = assistants.data?.find(({ id }) => id === deletedId)
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-6 sm:px-8">
      <header className="flex min-h-11 items-center justify-between gap-4">
        <h1>{t('title')}</h1>
        {assistants.data !== undefined && assistants.data.length > 0 && (
          <Button variant="primary" onClick={create}>
            <Plus aria-hidden className="size-4 stroke-[1.75]" />
            {t('list.create')}
          </Button>
        )}
      </header>
      <div className="mt-4">
        {assistants.isPending && <RowsSkeleton />}
        {assistants.error && <ErrorState message={assistants.error.message} onRetry={() => void assistants.refetch()} />}
        {assistants.data?.length === 0 && (
          <EmptyState
            title={t('list.emptyTitle')}
            text={t('list.emptyText')}
            action={
              <Button variant="primary" onClick={create}>
                {t('list.create')}
              </Button>
            }
          />
        )}
        {assistants.data !== undefined && assistants.data.length > 0 && (
          <ul className="divide-y divide-line border-y border-line">
            {assistants.data.map((assistant) => (
              <AssistantRow key={assistant.id} assistant={assistant} onDelete={() => setDeletedId(assistant.id)} />
            ))}
          </ul>
        )}
      </div>
      {isCreating && <CreateAssistantDialog onClose={() => setIsCreating(false)} />}
      {deleted && <DeleteAssistantDialog assistant={deleted} onClose={() => setDeletedId(null)} />}
    </div>
  )
}
