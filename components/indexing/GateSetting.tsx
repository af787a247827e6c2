'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { Checkbox } from '@/components/ui/Checkbox'
import { ErrorState } from '@/components/ui/ErrorState'

/** Whether another index has to find as much as the one before to take over. */
export function GateSetting({ base }: { base: { id: string; isGated: boolean } }) {
  const t = useTranslations('indexing.gate')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const update = useMutation(trpc.knowledge.update.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.knowledge.pathFilter()) }))
  return (
    <div className="flex max-w-xl flex-col gap-1">
      <Checkbox label={t('label')} checked={base.isGated} disabled={update.isPending} onChange={(event) => update.mutate({ id: base.id, isGated: event.target.checked })} />
      <p className="text-ink-muted">{t('text')}</p>
      {update.error && <ErrorState message={update.error.message} />}
    </div>
  )
}
