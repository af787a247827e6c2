'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import type { TestRun } from '@/components/evaluation/measured'
import { useOutcome } from '@/components/evaluation/useOutcome'
import { useWhen } from '@/components/evaluation/useWhen'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { ErrorState } from '@/components/ui/ErrorState'

/** What a run found, question by question, and where the passages that it did not find fell out. */
export function RunOutcome({ run }: { run: TestRun }) {
  const t = useTranslations('lab.outcome')
  const results = useTranslations('lab.results')
  const trpc = useTRPC()
  const when = useWhen()
  const outcome = useOutcome()
  const details = useQuery(trpc.evaluation.runs.get.queryOptions({ id: run.id }, { staleTime: Infinity }))
  const placeOf = ({ documentName: name, rank, fell }: NonNullable<typeof details.data>['results'][number]['expected'][number]): string => {
    if (rank !== null) return t('place', { name, rank })
    return fell === null ? t('missed', { name }) : t('fell', { name, fell: results(`fell.${fell}`) })
  }
  return (
    <section aria-label={t('title', { when: when(run.createdAt) })}>
      <h3 className="font-medium">{t('title', { when: when(run.createdAt) })}</h3>
      {details.isPending && <RowsSkeleton />}
      {details.error && <ErrorState message={details.error.message} onRetry={() => void details.refetch()} />}
      <ul className="mt-1 divide-y divide-line border-y border-line">
        {details.data?.results.map((result) => {
          const { text, tone } = outcome(result)
          return (
            <li key={result.key} className="flex flex-wrap gap-x-4 py-1.5">
              <span className="min-w-0 flex-1 basis-60 wrap-anywhere">{result.question}</span>
              <span className="min-w-0 flex-1 basis-60 truncate text-ink-muted">{result.expected.map(placeOf).join(' · ')}</span>
              <span className={`shrink-0 tabular-nums ${tone}`}>{text}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
