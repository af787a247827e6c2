'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { Checkbox } from '@/components/ui/Checkbox'
import { ErrorState } from '@/components/ui/ErrorState'

/** Which models somebody may use: all (null), or those that are ticked. */
export function ModelChoice({ label, chosen, onChoose }: { label: string; chosen: readonly string[] | null; onChoose: (ids: readonly string[] | null) => void }) {
  const t = useTranslations('admin.users')
  const registry = useQuery(useTRPC().models.registry.get.queryOptions(undefined, { enabled: chosen !== null }))
  const models = registry.data?.models ?? []
  // What was chosen under a name that is registered no more can only be taken away.
  const gone = chosen?.filter((id) => registry.data !== undefined && !models.some((model) => model.id === id)) ?? []
  return (
    <div className="flex flex-col gap-2">
      <Checkbox label={label} checked={chosen === null} onChange={(event) => onChoose(event.target.checked ? null : [])} />
      {chosen !== null && (
        <fieldset className="flex max-h-48 flex-col gap-1 overflow-y-auto border-y border-line py-2">
          <legend className="sr-only">{t('columns.models')}</legend>
          {registry.error !== null && <ErrorState message={registry.error.message} onRetry={() => void registry.refetch()} />}
          {[...models, ...gone.map((id) => ({ id, label: id }))].map((model) => (
            <Checkbox key={model.id} label={model.label} checked={chosen.includes(model.id)} onChange={(event) => onChoose(event.target.checked ? [...chosen, model.id] : chosen.filter((other) => other !== model.id))} />
          ))}
        </fieldset>
      )}
    </div>
  )
}
