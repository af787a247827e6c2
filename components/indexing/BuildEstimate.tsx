'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useDuration } from '@/components/documents/useDuration'
import { useMoney } from '@/components/usage/useMoney'

/** What reading a base or one of its documents again takes, and what of it stays. */
export function BuildEstimate({ baseId, documentId }: { baseId: string; documentId?: string }) {
  const t = useTranslations('indexing.estimate')
  const trpc = useTRPC()
  const duration = useDuration()
  const money = useMoney()
  const { data } = useQuery(trpc.knowledge.indexes.estimate.queryOptions({ id: baseId, documentId }))
  if (data === undefined || data.documentCount === 0) return null
  const facts = [
    ...(data.durationMs === null ? [] : [t('time', { time: duration(data.durationMs) })]),
    t('tokens', { count: data.tokenCount }),
    ...(data.costMicros === null ? [] : [t('cost', { cost: money(data.costMicros) })]),
  ]
  return (
    <div>
      <p className="text-ink-muted tabular-nums">{facts.join(' · ')}</p>
      {data.editedCount > 0 && <p className="text-ink-muted">{t('edited', { count: data.editedCount })}</p>}
    </div>
  )
}
