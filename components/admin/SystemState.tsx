'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { ErrorState } from '@/components/ui/ErrorState'
import { Skeleton } from '@/components/ui/Skeleton'

/** What the server needs to work, part by part, as it is now. */
export function SystemState() {
  const t = useTranslations('admin.state')
  const format = useFormatter()
  const state = useQuery(useTRPC().readiness.get.queryOptions(undefined, { refetchInterval: 30_000 }))
  if (state.error !== null) return <ErrorState message={state.error.message} onRetry={() => void state.refetch()} />
  if (state.data === undefined) return <Skeleton className="h-48 w-full" />
  const { version, parts, jobs, answers } = state.data
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 tabular-nums">
      <dt className="text-ink-muted">{t('version')}</dt>
      <dd>{version}</dd>
      {parts.map(({ part, isWell, tookMs, freeBytes }) => (
        <div key={part} className="contents">
          <dt className="text-ink-muted">{t(`parts.${part}`)}</dt>
          <dd>
            <span className={isWell ? 'text-ok' : 'text-danger'}>{t(isWell ? 'well' : 'unwell')}</span>{' '}
            <span className="text-ink-muted">{freeBytes === null ? t('took', { ms: tookMs }) : t('free', { gigabytes: format.number(freeBytes / 1e9, { maximumFractionDigits: 1 }) })}</span>
          </dd>
        </div>
      ))}
      <dt className="text-ink-muted">{t('jobs')}</dt>
      <dd>
        {t('jobCounts', { queued: jobs.queued, running: jobs.running, failed: jobs.failed })}
        {jobs.oldestSeconds !== null && <span className="text-ink-muted"> {t('oldest', { seconds: jobs.oldestSeconds })}</span>}
      </dd>
      <dt className="text-ink-muted">{t('answers')}</dt>
      <dd>{format.number(answers)}</dd>
    </dl>
  )
}
