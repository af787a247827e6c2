'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { labViews } from '@/components/lab/address'
import { SearchView } from '@/components/lab/SearchView'
import { TestsView } from '@/components/lab/TestsView'
import { useLab } from '@/components/lab/useLab'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { BackLink } from '@/components/ui/BackLink'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { Tabs } from '@/components/ui/Tabs'

/** What a question finds in a base, and why; and the questions that are asked of it again and again. */
export function LabPage({ baseId }: { baseId: string }) {
  const t = useTranslations('lab')
  const knowledge = useTranslations('knowledge')
  const trpc = useTRPC()
  const { lab, change } = useLab()
  const base = useQuery(trpc.knowledge.get.queryOptions({ id: baseId }))
  const isMissing = base.error?.data?.httpStatus === 404 || base.error?.data?.httpStatus === 400
  return (
    <div className={`mx-auto w-full px-4 py-6 sm:px-8 ${lab.b === null ? 'max-w-5xl' : 'max-w-[88rem]'}`}>
      <BackLink href={isMissing ? '/knowledge' : `/knowledge/${baseId}`}>{base.data?.name ?? knowledge('title')}</BackLink>
      {isMissing && <EmptyState title={knowledge('base.missing')} text={knowledge('base.missingText')} />}
      {base.error && !isMissing && <ErrorState message={base.error.message} onRetry={() => void base.refetch()} />}
      {base.isPending && <RowsSkeleton />}
      {base.data && (
        <>
          <h1 className="mt-1">{t('title')}</h1>
          <p className="mt-1 mb-3 text-ink-muted">{t('intro')}</p>
          <Tabs
            label={t('views.label')}
            value={lab.view}
            onChange={(view) => change({ view })}
            tabs={labViews.map((view) => ({ value: view, label: t(`views.${view}`), content: view === 'search' ? <SearchView base={base.data} lab={lab} change={change} /> : <TestsView base={base.data} lab={lab} change={change} /> }))}
          />
        </>
      )}
    </div>
  )
}
