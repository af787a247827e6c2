'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { ErrorState } from '@/components/ui/ErrorState'
import { ProgressBar } from '@/components/ui/ProgressBar'
import { Skeleton } from '@/components/ui/Skeleton'
import { useMoney } from '@/components/usage/useMoney'
import { type Span, UsageView } from '@/components/usage/UsageView'

/** What one may spend, and what one's calls took. */
export function MyUsage() {
  const t = useTranslations('usage')
  const money = useMoney()
  const trpc = useTRPC()
  const [span, setSpan] = useState<Span>('30')
  const balance = useQuery(trpc.usage.balance.queryOptions())
  const report = useQuery(trpc.usage.mine.queryOptions({ days: Number(span) }, { placeholderData: keepPreviousData }))
  const error = balance.error ?? report.error
  if (error !== null) return <ErrorState message={error.message} onRetry={() => void Promise.all([balance.refetch(), report.refetch()])} />
  if (balance.data === undefined || report.data === undefined) return <Skeleton className="h-48 w-full" />
  const { availableMicros, reservedMicros, budget } = balance.data
  return (
    <div className="flex flex-col gap-6">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 tabular-nums">
        <dt className="text-ink-muted">{t('balance.title')}</dt>
        <dd>{availableMicros === null ? t('balance.unlimited') : money(availableMicros)}</dd>
        {reservedMicros > 0 && (
          <>
            <dt className="text-ink-muted">{t('balance.reserved')}</dt>
            <dd>{money(reservedMicros)}</dd>
          </>
        )}
        {budget !== null && (
          <>
            <dt className="text-ink-muted">{t('balance.month')}</dt>
            <dd>
              {t('balance.spent', { spent: money(budget.spentMicros), limit: money(budget.limitMicros) })}
              <ProgressBar label={t('balance.month')} value={budget.limitMicros === 0 ? 1 : Math.min(1, budget.spentMicros / budget.limitMicros)} />
            </dd>
          </>
        )}
      </dl>
      <UsageView report={report.data} span={span} onSpan={setSpan} />
    </div>
  )
}
