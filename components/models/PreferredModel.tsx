'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { ErrorState } from '@/components/ui/ErrorState'
import { Select } from '@/components/ui/Select'

/** Which model answers oneself where one chose none. */
export function PreferredModel() {
  const t = useTranslations('models.preferred')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const overview = useQuery(trpc.models.overview.queryOptions())
  const prefer = useMutation(trpc.models.prefer.mutationOptions({ onSuccess: () => void queries.invalidateQueries(trpc.models.pathFilter()) }))
  if (overview.data === undefined) return null
  const value = (prefer.isPending ? prefer.variables.modelId : overview.data.preferred) ?? ''
  return (
    <div className="max-w-sm">
      <Select
        label={t('label')}
        value={value}
        onChange={(modelId) => prefer.mutate({ modelId: modelId === '' ? null : modelId })}
        options={[{ value: '', label: t('everybody') }, ...overview.data.chat.map(({ id, name, provider }) => ({ value: id, label: `${name} · ${provider}` }))]}
      />
      {prefer.error !== null && <ErrorState message={prefer.error.message} />}
    </div>
  )
}
