'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { CreateBaseDialog } from '@/components/knowledge/CreateBaseDialog'
import { DeleteBaseDialog } from '@/components/knowledge/DeleteBaseDialog'
import { KnowledgeBaseRow } from '@/components/knowledge/KnowledgeBaseRow'
import { NoKnowledgeBases } from '@/components/knowledge/NoKnowledgeBases'
import { RenameBaseDialog } from '@/components/knowledge/RenameBaseDialog'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'

type OpenDialog = { kind: 'create' } | { kind: 'rename' | 'delete'; id: string } | null

/** The page of all knowledge bases. */
export function KnowledgeBases() {
  const t = useTranslations('knowledge')
  const trpc = useTRPC()
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const bases = useQuery(
    trpc.knowledge.list.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.some((base) => base.liveCount > 0) ? 2_000 : false),
    }),
  )
  const close = () => setDialog(null)
  const create = () => setDialog({ kind: 'create' })
  const chosen = dialog !== null && dialog.kind !== 'create' ? bases.data?.find((base) => base.id === dialog.id) : undefined
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-6 sm:px-8">
      <header className="flex min-h-11 items-center justify-between gap-4">
        <h1>{t('title')}</h1>
        {bases.data !== undefined && bases.data.length > 0 && (
          <Button variant="primary" onClick={create}>
            <Plus aria-hidden className="size-4 stroke-[1.75]" />
            {t('list.create')}
          </Button>
        )}
      </header>
      <div className="mt-4">
        {bases.isPending && <RowsSkeleton />}
        {bases.error && <ErrorState message={bases.error.message} onRetry={() => void bases.refetch()} />}
        {bases.data?.length === 0 && <NoKnowledgeBases onCreate={create} />}
        {bases.data !== undefined && bases.data.length > 0 && (
          <ul className="divide-y divide-line border-y border-line">
            {bases.data.map((base) => (
              <KnowledgeBaseRow
                key={base.id}
                base={base}
                onRename={() => setDialog({ kind: 'rename', id: base.id })}
                onDelete={() => setDialog({ kind: 'delete', id: base.id })}
              />
            ))}
          </ul>
        )}
      </div>
      {dialog?.kind === 'create' && <CreateBaseDialog onClose={close} />}
      {dialog?.kind === 'rename' && chosen && <RenameBaseDialog base={chosen} onClose={close} />}
      {dialog?.kind === 'delete' && chosen && <DeleteBaseDialog base={chosen} onClose={close} />}
    </div>
  )
}
