'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { ModelList } from '@/components/models/ModelList'
import { ProviderList } from '@/components/models/ProviderList'
import { UsualModels } from '@/components/models/UsualModels'
import { ErrorState } from '@/components/ui/ErrorState'
import { Skeleton } from '@/components/ui/Skeleton'
import { useDelayed } from '@/components/ui/useDelayed'

/** Where models are called, which there are, and which are taken where nobody chose one. */
export function ModelsAdmin() {
  const t = useTranslations('models')
  const registry = useQuery(useTRPC().models.registry.get.queryOptions())
  const isSlow = useDelayed(registry.isPending)
  return (
    <>
      <h1 className="pb-4">{t('title')}</h1>
      {registry.isError && <ErrorState message={registry.error.message} onRetry={() => void registry.refetch()} />}
      {registry.isPending && <div aria-busy className="flex min-h-80 flex-col gap-3">{isSlow && ['w-40', 'w-full', 'w-full', 'w-2/3'].map((width, line) => <Skeleton key={line} className={`h-5 ${width}`} />)}</div>}
      {registry.data !== undefined && (
        <div className="flex flex-col gap-10">
          <ProviderList providers={registry.data.providers} />
          <ModelList models={registry.data.models} providers={registry.data.providers} />
          <UsualModels usual={registry.data.usual} options={registry.data.options} />
        </div>
      )}
    </>
  )
}
